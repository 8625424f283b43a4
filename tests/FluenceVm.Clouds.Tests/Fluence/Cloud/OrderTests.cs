using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Tests.Fluence.Cloud;

/// <summary>Orders, step by step, against the emulator.</summary>
public class OrderTests
{
    [Fact]
    public async Task An_order_is_a_draft_then_a_vm_with_its_address_and_ports()
    {
        using var cloud = new EmulatedCloud();

        var ids = await cloud.PlaceAsync(EmulatedCloud.Order("web", 1, "443/tcp"));
        cloud.Emulator.Step(TimeSpan.FromSeconds(5));

        var vm = Assert.Single(await cloud.VmsAsync());
        Assert.Equal(ids, [vm.Id]);
        Assert.Equal("22/tcp 443/tcp", string.Join(" ", vm.Ports!));
        Assert.NotNull(vm.PublicIp);
        Assert.Contains("POST v3/vm-estimates", cloud.Sent);
        Assert.True(cloud.Sent.IndexOf("POST v3/security-groups") < cloud.Sent.IndexOf("POST v3/vms"));
        Assert.Single(cloud.Sent, "POST v3/vms");
    }

    [Fact]
    public async Task The_estimate_is_the_services_own_by_the_hour()
    {
        using var cloud = new EmulatedCloud();

        var plan = await cloud.Client.PlanOrderAsync(EmulatedCloud.Order("web", 2, "443/tcp"), CancellationToken.None);
        await cloud.PlaceAsync(EmulatedCloud.Order("web", 2, "443/tcp"));

        Assert.Equal((await cloud.VmsAsync()).Sum(vm => vm.PricePerHour), plan.Estimate.PricePerHour);
        Assert.Equal(plan.Estimate.PricePerHour * 24, plan.Estimate.TotalPricePerEpoch);
    }

    [Fact]
    public async Task Several_vms_are_drafts_of_their_own_and_each_has_its_own_group()
    {
        using var cloud = new EmulatedCloud();

        var ids = await cloud.PlaceAsync(EmulatedCloud.Order("web", 5, "443/tcp"));

        Assert.Equal(5, ids.Distinct().Count());
        Assert.Equal(5, cloud.Sent.Count(request => request == "POST v3/security-groups"));
        Assert.Equal(5, (await cloud.VmsAsync()).Count(vm => vm.Status != "draft"));
    }

    [Fact]
    public async Task Several_vms_are_numbered_and_a_name_that_is_too_long_costs_no_request()
    {
        using var cloud = new EmulatedCloud();

        await cloud.PlaceAsync(EmulatedCloud.Order("a-name-of-22-characters", 2));
        cloud.Sent.Clear();
        var broken = await Assert.ThrowsAsync<ArgumentException>(
            () => cloud.Client.PlanOrderAsync(EmulatedCloud.Order("a-name-of-22-characters", 10), CancellationToken.None));

        Assert.Contains("'a-name-of-22-characters-10'", broken.Message, StringComparison.Ordinal);
        Assert.Empty(cloud.Sent);
        Assert.Equal(
            ["a-name-of-22-characters-1", "a-name-of-22-characters-2"],
            (await cloud.VmsAsync()).Select(vm => vm.Name).Order());
    }

    [Fact]
    public async Task A_spread_order_goes_to_every_country_as_evenly_as_can_be_and_its_price_is_their_sum()
    {
        using var cloud = new EmulatedCloud();
        var order = EmulatedCloud.Order("web", 7) with { Spread = true };
        var all = (await cloud.Client.ListCountriesAsync(CancellationToken.None)).Count;

        var plan = await cloud.Client.PlanOrderAsync(order, CancellationToken.None);
        await cloud.PlaceAsync(order);

        var vms = await cloud.VmsAsync();
        var shares = vms.GroupBy(vm => vm.Country!).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(7, vms.Count);
        Assert.InRange(shares.Count, 2, all);
        Assert.InRange(shares.Values.Max() - shares.Values.Min(), 0, 1);
        Assert.Equal(shares, plan.Places.ToDictionary(place => place.Country, place => place.Count));
        Assert.Equal(vms.Sum(vm => vm.PricePerHour), plan.Estimate.PricePerHour);
        Assert.Equal(vms.Max(vm => vm.PricePerHour) * 24, plan.Estimate.MaxPricePerEpoch);
    }

    [Fact]
    public async Task A_spread_order_passes_over_a_full_country_unless_it_was_named()
    {
        using var cloud = new EmulatedCloud();
        var order = EmulatedCloud.Order("web", 3) with { Spread = true };
        var full = (await cloud.Client.PlanOrderAsync(order, CancellationToken.None)).Places[0].Country;
        var asked = 0;
        cloud.Instead = request => request == "POST v3/vm-estimates" && asked++ == 0
            ? CloudReply.Error(422, "admission_refused", "no", """{"type":"computeCapacity"}""")
            : null;

        var plan = await cloud.Client.PlanOrderAsync(order, CancellationToken.None);
        Assert.DoesNotContain(plan.Places, place => place.Country == full);
        Assert.Equal(3, plan.Places.Sum(place => place.Count));

        asked = 0;
        var named = order with { Constraints = order.Constraints with { Countries = [full, plan.Places[0].Country] } };
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => cloud.Client.PlanOrderAsync(named, CancellationToken.None));
        Assert.StartsWith(full + " has no room", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spread_order_is_in_no_subnet_of_one_place()
    {
        using var cloud = new EmulatedCloud();
        var order = EmulatedCloud.Order("web", 3) with { Spread = true, Subnet = "here" };

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => cloud.Client.PlanOrderAsync(order, CancellationToken.None));
        Assert.Contains("'here' is in one place", refused.Message, StringComparison.Ordinal);
        Assert.Empty(cloud.Sent);
    }

    [Fact]
    public async Task Only_living_vms_take_a_name()
    {
        using var cloud = new EmulatedCloud();
        var ids = await cloud.PlaceAsync(EmulatedCloud.Order("web", 3));
        await cloud.RemoveAsync([ids[0]]);
        cloud.Emulator.Step(TimeSpan.FromMinutes(5));

        string[] names = ["web-1", "web-2", "web-3", "web-4", "Web"];
        var there = (await cloud.VmsAsync()).Select(vm => vm.Name!).ToArray();
        Assert.Equal(2, there.Length);
        Assert.Equal(there.Order(), (await cloud.Client.FindTakenNamesAsync(names, CancellationToken.None)).Order());
    }

    [Fact]
    public async Task The_same_command_again_orders_nothing()
    {
        using var cloud = new EmulatedCloud();
        var order = EmulatedCloud.Order("web", 2);

        var first = await cloud.PlaceAsync(order);
        var second = await cloud.PlaceAsync(order);

        Assert.Equal(first, second);
        Assert.Equal(2, (await cloud.VmsAsync()).Count);
    }

    [Fact]
    public async Task Without_provisioning_there_are_drafts_that_cost_nothing()
    {
        using var cloud = new EmulatedCloud();

        await cloud.PlaceAsync(EmulatedCloud.Order("web", 2) with { Provision = false });

        Assert.All(await cloud.VmsAsync(), vm => Assert.Equal(("draft", 0m), (vm.Status, vm.PricePerHour)));
        Assert.Equal(2, (await cloud.VmsAsync()).Count);
    }

    [Fact]
    public async Task The_same_order_again_goes_on_with_its_drafts_at_the_price_of_today()
    {
        using var cloud = new EmulatedCloud();
        var order = EmulatedCloud.Order("web", 2, "443/tcp");
        var ids = await cloud.PlaceAsync(order with { Provision = false });
        Assert.Equal(ids, await cloud.PlaceAsync(order with { Provision = false }));

        var estimate = await cloud.Client.EstimateDraftsAsync(order, cloud.Desk.FindEarlier(order, "key-1")!, CancellationToken.None);
        Assert.Equal(ids, await cloud.PlaceAsync(order));

        Assert.Equal(2, cloud.Sent.Count(request => request == "POST v3/vms"));
        cloud.Emulator.Step(TimeSpan.FromSeconds(5));
        var vms = await cloud.VmsAsync();
        Assert.All(vms, vm => Assert.Equal("launched", vm.Status));
        Assert.Equal((2, vms.Sum(vm => vm.PricePerHour)), (estimate!.Count, estimate.PricePerHour));
        Assert.Null(await cloud.Client.EstimateDraftsAsync(order, cloud.Desk.FindEarlier(order, "key-1")!, CancellationToken.None));
        Assert.Equal(ids, await cloud.PlaceAsync(order with { Provision = false }));
        Assert.Equal(2, cloud.Sent.Count(request => request.EndsWith("/provision", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_draft_that_was_removed_isnt_gone_on_with()
    {
        using var cloud = new EmulatedCloud();
        var order = EmulatedCloud.Order("web", 2);
        var ids = await cloud.PlaceAsync(order with { Provision = false });
        await cloud.RemoveAsync([ids[0]]);

        var result = await cloud.TryPlaceAsync(order);

        Assert.Equal([ids[1]], result.Order.VmIds);
        Assert.Equal([$"POST v3/vms/{ids[1]}/provision"], cloud.Sent.Where(each => each.EndsWith("/provision", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Data_disks_and_user_data_come_with_the_draft()
    {
        using var cloud = new EmulatedCloud();

        await cloud.PlaceAsync(EmulatedCloud.Order() with { DiskSizesGB = [10, 20], UserData = "#cloud-config\n" });

        var vm = Assert.Single(await cloud.VmsAsync());
        Assert.Equal(3, vm.DiskIds.Count);
        Assert.Equal(Math.Round(55 / 1.073741824m, 2), vm.StorageGiB);
    }

    [Theory]
    [InlineData("web-frontend-of-a-long-name")]
    [InlineData("Web1")]
    [InlineData("web_1")]
    [InlineData("-web")]
    [InlineData("web-")]
    public async Task A_name_that_the_service_refuses_costs_no_request(string name)
    {
        using var cloud = new EmulatedCloud();

        var refusal = await Assert.ThrowsAsync<ArgumentException>(
            () => cloud.Client.PlanOrderAsync(EmulatedCloud.Order(name), CancellationToken.None));

        Assert.Contains("1 to 25 characters: lowercase letters, digits", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(cloud.Sent);
    }

    [Theory]
    [InlineData("web-frontend")]
    [InlineData("a")]
    [InlineData("a234567890123456789012345")]
    public async Task Every_allowed_name_can_be_ordered(string name)
    {
        using var cloud = new EmulatedCloud();

        await cloud.PlaceAsync(EmulatedCloud.Order(name, 1, "80/tcp") with { DiskSizesGB = [1] });

        Assert.Equal(name, Assert.Single(await cloud.VmsAsync()).Name);
    }

    [Fact]
    public async Task The_limit_is_per_vm()
    {
        using var cloud = new EmulatedCloud();
        var price = (await cloud.Client.PlanOrderAsync(EmulatedCloud.Order(), CancellationToken.None)).Estimate.TotalPricePerEpoch;
        var order = EmulatedCloud.Order("web", 3);

        var ids = await cloud.PlaceAsync(order with { Constraints = order.Constraints with { MaxTotalPricePerEpoch = price } });

        Assert.Equal(3, ids.Count);
        await Assert.ThrowsAsync<ArgumentException>(
            () => cloud.Client.PlanOrderAsync(
                order with { Constraints = order.Constraints with { MaxTotalPricePerEpoch = price - 0.01m } },
                CancellationToken.None));
    }

    [Fact]
    public async Task A_key_that_is_not_registered_is_registered_only_when_the_order_is_placed()
    {
        using var cloud = new EmulatedCloud();

        var plan = await cloud.Client.PlanOrderAsync(EmulatedCloud.Order(), CancellationToken.None);
        Assert.Empty(await cloud.Client.ListSshKeysAsync(CancellationToken.None));
        await cloud.Desk.PlaceAsync(EmulatedCloud.Order(), plan, "key-1", CancellationToken.None);

        Assert.Single(await cloud.Client.ListSshKeysAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Planning_only_reads()
    {
        using var cloud = new EmulatedCloud();

        await cloud.Client.PlanOrderAsync(EmulatedCloud.Order("web", 1, "443/tcp"), CancellationToken.None);

        Assert.Equal(["POST v3/vm-estimates"], cloud.Sent.Where(request => !request.StartsWith("GET ", StringComparison.Ordinal)));
        Assert.Empty(cloud.Journal.All());
    }

    [Fact]
    public async Task A_refused_provisioning_says_why_and_leaves_nothing()
    {
        using var cloud = new EmulatedCloud(balance: 0.01m);

        var result = await cloud.TryPlaceAsync(EmulatedCloud.Order("web", 1, "443/tcp"));

        Assert.Contains(
            "for 6 hours. The balance is",
            Assert.IsType<FluenceApiException>(result.Failure).Message,
            StringComparison.Ordinal);
        Assert.Equal(OrderState.NotCreated, result.Order.State);
        Assert.Empty(await cloud.VmsAsync());
        Assert.DoesNotContain(await cloud.OrphansAsync(), orphan => orphan.Type != ResourceType.SecurityGroup);
    }

    [Fact]
    public async Task What_was_made_before_a_refusal_is_named_with_the_reason_and_the_same_order_makes_only_the_rest()
    {
        using var cloud = new EmulatedCloud();
        var drafts = 0;
        cloud.Instead = request =>
            request == "POST v3/vms" && Interlocked.Increment(ref drafts) == 3 ? CloudReply.Error(422, "bad_request", "no third one")
            : request == "GET v3/vms" && drafts >= 3 ? CloudReply.Error(429, "rate_limited", "too many")
            : null;
        var order = EmulatedCloud.Order("web", 5);

        var result = await cloud.TryPlaceAsync(order);

        var partial = Assert.IsType<PartialOrderException>(result.Failure);
        Assert.InRange(result.Order.VmIds.Count, 2, 4);
        Assert.All(result.Order.VmIds, id => Assert.Contains(id, partial.Message, StringComparison.Ordinal));
        Assert.Contains("no third one", partial.Message, StringComparison.Ordinal);
        cloud.Instead = null;
        Assert.Equal(result.Order.VmIds.Order(), (await cloud.VmsAsync()).Select(vm => vm.Id).Order());

        var ids = await cloud.PlaceAsync(order);

        Assert.Superset(result.Order.VmIds.ToHashSet(), ids.ToHashSet());
        Assert.Equal(ids.Order(), (await cloud.VmsAsync()).Select(vm => vm.Id).Order());
        Assert.Equal(5, ids.Count);
    }

    [Fact]
    public async Task What_was_taken_back_after_a_refusal_is_made_anew_by_the_same_order()
    {
        using var cloud = new EmulatedCloud();
        var provisions = 0;
        cloud.Instead = request => request.EndsWith("/provision", StringComparison.Ordinal) && Interlocked.Increment(ref provisions) == 2
            ? CloudReply.Error(422, "insufficient_balance", "no")
            : null;
        var order = EmulatedCloud.Order("web", 2);
        Assert.IsType<PartialOrderException>((await cloud.TryPlaceAsync(order)).Failure);
        cloud.Instead = null;
        Assert.Single(await cloud.VmsAsync());

        var ids = await cloud.PlaceAsync(order);

        Assert.Equal(2, ids.Count);
        Assert.Equal(ids.Order(), (await cloud.VmsAsync()).Select(vm => vm.Id).Order());
    }

    [Fact]
    public async Task A_group_that_the_key_may_not_make_costs_nothing()
    {
        using var cloud = new EmulatedCloud();
        cloud.Instead = request =>
            request == "POST v3/security-groups" ? CloudReply.Error(403, "forbidden", "UserSecurityGroupWrite") : null;

        var result = await cloud.TryPlaceAsync(EmulatedCloud.Order("web", 1, "443/tcp"));

        Assert.Equal(403, Assert.IsType<FluenceApiException>(result.Failure).Status);
        Assert.DoesNotContain("POST v3/vms", cloud.Sent);
    }

    [Fact]
    public async Task The_journal_holds_neither_user_data_nor_keys()
    {
        using var cloud = new EmulatedCloud();

        await cloud.PlaceAsync(EmulatedCloud.Order() with { UserData = "#cloud-config\npassword: not-a-secret\n" });

        var text = string.Concat(Directory.GetFiles(cloud.Home.Folder, "*.json", SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.DoesNotContain("not-a-secret", text, StringComparison.Ordinal);
        Assert.DoesNotContain("AAAA", text, StringComparison.Ordinal);
        Assert.DoesNotContain(cloud.Emulator.ApiKey, text, StringComparison.Ordinal);
    }
}
