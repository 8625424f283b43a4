using FluenceVm.Clouds.Fluence.Cloud;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Tests.Fluence.Cloud;

/// <summary>Removals: what is ours goes, what isn't stays and is named with its price.</summary>
public class RemovalTests
{
    private static async Task<IReadOnlyList<string>> RunningAsync(
        EmulatedCloud cloud, int count = 1, string key = "key-1", params int[] dataDisks)
    {
        var ids = await cloud.PlaceAsync(EmulatedCloud.Order("web", count, "443/tcp") with { DiskSizesGB = dataDisks }, key);
        cloud.Emulator.Step(TimeSpan.FromSeconds(10));
        return ids;
    }

    [Fact]
    public async Task A_removed_vm_leaves_nothing()
    {
        using var cloud = new EmulatedCloud();
        var ids = await RunningAsync(cloud, 3, "key-1", 10);

        var outcomes = await cloud.RemoveAsync(ids);

        Assert.All(outcomes, outcome => Assert.True(outcome.Error is null && outcome.StillBilled.Count == 0 && outcome.LeftGroup is null));
        Assert.Equal(3, outcomes.Count);
        Assert.Empty(await cloud.VmsAsync());
        Assert.Empty(await cloud.OrphansAsync());
    }

    [Fact]
    public async Task What_somebody_attached_stays_and_is_named_with_its_price()
    {
        using var cloud = new EmulatedCloud();
        var ids = await RunningAsync(cloud);
        var disk = await cloud.MakeAsync("v3/storages", $$"""
            {"clusterId":"{{(await cloud.VmsAsync())[0].Cluster}}","name":"prod-boot-20250101","storageType":"NVME",
            "volumeGb":10,"replicated":false}
            """);
        cloud.Emulator.Step(TimeSpan.FromSeconds(5));
        await cloud.MakeAsync($"v3/vms/{ids[0]}/storages", $"\"{disk}\"", keyed: false);
        cloud.Emulator.Step(TimeSpan.FromSeconds(5));

        var outcome = Assert.Single(await cloud.RemoveAsync(ids));

        Assert.Null(outcome.Error);
        var kept = Assert.Single(outcome.StillBilled);
        Assert.Equal((disk, "prod-boot-20250101"), (kept.Id, kept.Name));
        Assert.True(kept.PricePerHour > 0);
        Assert.Equal([disk], (await cloud.OrphansAsync()).Select(orphan => orphan.Id));
    }

    [Fact]
    public async Task Disks_and_addresses_can_be_kept()
    {
        using var cloud = new EmulatedCloud();
        var ids = await RunningAsync(cloud);

        var outcome = Assert.Single(await cloud.RemoveAsync(ids, keepStorage: true, keepPublicIp: true));

        Assert.Equal(["PUBLIC_IP", "STORAGE"], outcome.StillBilled.Select(orphan => orphan.Type).Order(StringComparer.Ordinal));
        Assert.Equal(2, (await cloud.OrphansAsync()).Count);
    }

    [Fact]
    public async Task What_is_handed_in_as_left_over_is_removed_only_if_it_has_been_ready_for_a_while()
    {
        using var cloud = new EmulatedCloud();
        await RunningAsync(cloud);
        var id = await cloud.MakeAsync("v3/storages", $$"""
            {"clusterId":"{{(await cloud.VmsAsync())[0].Cluster}}","name":"data-1","storageType":"NVME","volumeGb":10,"replicated":false}
            """);
        var claimed = new Orphan { Type = ResourceType.Storage, Id = id, Since = DateTimeOffset.UnixEpoch };

        var creating = await Assert.ThrowsAsync<InvalidOperationException>(() => cloud.Client.RemoveOrphanAsync(claimed, default));
        cloud.Time.Advance(TimeSpan.FromMinutes(14));
        var young = await Assert.ThrowsAsync<InvalidOperationException>(() => cloud.Client.RemoveOrphanAsync(claimed, default));

        Assert.All([creating, young], error => Assert.Contains("less than 15 minutes", error.Message, StringComparison.Ordinal));
        Assert.DoesNotContain($"DELETE v3/storages/{id}", cloud.Sent);
        cloud.Time.Advance(TimeSpan.FromMinutes(2));
        await cloud.Client.RemoveOrphanAsync(claimed, default);
        Assert.Contains($"DELETE v3/storages/{id}", cloud.Sent);
    }

    [Fact]
    public async Task Without_a_journal_the_mark_in_the_name_tells_whose_it_is()
    {
        using var cloud = new EmulatedCloud();
        var ids = await RunningAsync(cloud);
        Directory.Delete(cloud.Home.Folder, recursive: true);

        var outcome = Assert.Single(await cloud.RemoveAsync(ids));

        Assert.Null(outcome.Error);
        Assert.Empty(outcome.StillBilled);
        Assert.Empty(await cloud.OrphansAsync());
    }

    [Fact]
    public async Task Removing_what_was_removed_looks_for_what_was_left()
    {
        using var cloud = new EmulatedCloud();
        var ids = await RunningAsync(cloud);
        await cloud.RemoveAsync(ids, keepStorage: true, keepPublicIp: true);

        var outcome = Assert.Single(await cloud.RemoveAsync(ids));

        Assert.Null(outcome.Error);
        Assert.Empty(outcome.StillBilled);
        Assert.Empty(await cloud.OrphansAsync());
    }

    [Fact]
    public async Task A_draft_is_discarded_with_its_parts()
    {
        using var cloud = new EmulatedCloud();
        var ids = await cloud.PlaceAsync(EmulatedCloud.Order("web", 1, "443/tcp") with { Provision = false });

        var outcome = Assert.Single(await cloud.RemoveAsync(ids));

        Assert.Null(outcome.Error);
        Assert.Empty(await cloud.VmsAsync());
        Assert.Empty(await cloud.OrphansAsync());
    }

    [Fact]
    public async Task One_vm_that_is_refused_stops_no_other()
    {
        using var cloud = new EmulatedCloud();
        var ids = await RunningAsync(cloud, 3);
        cloud.Instead = request =>
            request == $"POST v3/vms/{ids[1]}/terminate" ? CloudReply.Error(422, "operation_unavailable", "no") : null;

        var outcomes = await cloud.RemoveAsync(ids);

        Assert.Equal(422, Assert.IsType<FluenceApiException>(outcomes.Single(outcome => outcome.Id == ids[1]).Error).Status);
        Assert.All(outcomes.Where(outcome => outcome.Id != ids[1]), outcome => Assert.Null(outcome.Error));
        cloud.Instead = null;
        Assert.Equal([ids[1]], (await cloud.VmsAsync()).Select(vm => vm.Id));
        Assert.Empty(await cloud.OrphansAsync());
    }

    [Fact]
    public async Task What_is_still_billed_is_named_if_the_removal_is_stopped()
    {
        using var cloud = new EmulatedCloud();
        var ids = await RunningAsync(cloud, 2);
        using var stop = new CancellationTokenSource();
        var outcomes = new List<FluenceVm.Clouds.Fluence.Requests.VmOutcome>();
        cloud.Instead = request =>
        {
            if (request.StartsWith("GET v3/storages", StringComparison.Ordinal))
            {
                stop.Cancel();
            }
            return null;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => cloud.Client.RemoveVmsAsync(new() { Ids = ids }, cloud.Journal, outcomes.Add, stop.Token));
        cloud.Instead = null;

        Assert.Equal(ids.Order(), outcomes.Select(outcome => outcome.Id).Order());
        var left = outcomes.SelectMany(outcome => Assert.IsType<LeftBehindException>(outcome.Error).Orphans);
        Assert.Equal(["PUBLIC_IP", "PUBLIC_IP", "STORAGE", "STORAGE"], left.Select(part => part.Type.ToString()).Order());
        Assert.All(await cloud.RemoveAsync(ids), outcome => Assert.Null(outcome.Error));
        Assert.Empty(await cloud.OrphansAsync());
    }

    [Fact]
    public async Task An_unreadable_price_stops_no_removal()
    {
        using var cloud = new EmulatedCloud();
        var ids = await RunningAsync(cloud);
        cloud.Instead = request => request.StartsWith("GET v3/prices", StringComparison.Ordinal) ? CloudReply.Ok("""
            {"items":"much"}
            """) : null;

        var outcome = Assert.Single(await cloud.RemoveAsync(ids));
        cloud.Instead = null;

        Assert.Null(outcome.Error);
        Assert.Empty(await cloud.OrphansAsync());
    }

    [Theory]
    [InlineData("prod-boot-20250101")]
    [InlineData("fluencevm-aaaaaaaaaaaaaa")]
    [InlineData("fluencevm-web")]
    [InlineData("web-boot-3f9a1c2e")]
    [InlineData(null)]
    public void No_name_that_a_user_chooses_is_taken_for_ours(string? name) => Assert.False(OwnMark.Is(name));

    [Fact]
    public void Our_names_fit_the_services_rule_and_are_known_again()
    {
        foreach (var name in Enumerable.Range(0, 1_000).Select(number => OwnMark.For($"order-{number}", "boot")))
        {
            Assert.Matches("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", name);
            Assert.True(name.Length <= 25 && OwnMark.Is(name));
        }
        Assert.Equal(OwnMark.For("order", "boot"), OwnMark.For("order", "boot"));
    }
}
