using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Tests.Fluence.Cloud;

/// <summary>Lists of VMs, which the service gives in pieces.</summary>
[Collection(Alone.Name)]
public class ListTests
{
    private static readonly string[] Parts =

        [
            "v3/storages",
            "v3/public-ips",
            "v3/security-groups",
            "v3/configurations",
            "v3/images",
            "v3/clusters",
            "v3/datacenters",
            "v3/prices/vm",
            "v3/prices/storage",
            "v3/prices/public-ip"
        ];

    private static readonly string[] Lists = ["v3/vms", "v3/storages", "v3/public-ips", "v3/security-groups"];

    private static ScriptedCloud Service(
        int count,
        string rules = """
            {"type":"allow","rules":[{"type":"ipv4","protocolKind":{"tcp":{"ports":{"exact":{"value":443}}}},
            "remote":{"address":"0.0.0.0/0"}}]}
            """) => new()
    {
        ["GET v3/vms"] = request => ScriptedCloud.Page(request, count, number => ScriptedCloud.Vm(number)),
        ["GET v3/storages"] = request => ScriptedCloud.Page(request, count, ScriptedCloud.Disk),
        ["GET v3/public-ips"] = request => ScriptedCloud.Page(request, count, ScriptedCloud.Address),
        ["GET v3/security-groups"] = request => ScriptedCloud.Page(request, count, number => ScriptedCloud.Group(number, rules)),
    };

    [Fact]
    public async Task A_vm_is_whole_although_its_list_has_only_ids()
    {
        using var service = Service(3);

        var vm = (await service.ListAsync())[2];

        Assert.Equal(("vm-2", "launched", true), (vm.Name, vm.Status, vm.IsRunning));
        Assert.Equal("203.0.113.2", vm.PublicIp);
        Assert.Equal("443/tcp", string.Join(" ", vm.Ports!));
        Assert.Equal((2, 3.73m, 23.28m), (vm.CpuCount, vm.MemoryGiB, vm.StorageGiB));
        Assert.Equal(("DE", "cluster-1"), (vm.Country, vm.Cluster));
        Assert.Equal(0.02m + (25 * 0.0001m) + 0.005m, vm.PricePerHour);
        Assert.Equal("ubuntu-24-04-x64", vm.OsImage);
        Assert.Equal([ScriptedCloud.Id(1_000_002)], vm.DiskIds);
        Assert.Empty(service.Warnings);
    }

    [Fact]
    public async Task A_thousand_vms_take_five_pages_of_each_list_and_each_part_is_read_once()
    {
        using var service = Service(1_000);

        var vms = await service.ListAsync();

        Assert.Equal(1_000, vms.Count);
        Assert.All(vms, vm => Assert.True(vm.PublicIp is not null && vm.Ports is not null && vm.PricePerHour > 0));
        Assert.All(
            Lists,
            path => Assert.Equal(5, service.Of("GET " + path).Count()));
        var others = service.Sent.Where(request => request["page"] is null).ToArray();
        Assert.True(others.Length <= 8, string.Join("\n", others.Select(request => request.ToString())));
        Assert.Equal(others.Length, others.Select(request => request.ToString()).Distinct().Count());
    }

    [Fact]
    public async Task Pages_of_200_come_while_the_next_one_is_fetched()
    {
        using var service = Service(1_000);
        var seen = 0;

        await service.Client.ListVmsAsync(
            VmFilter.All,
            _ =>
            {
                // The page after this one is on its way, and none further.
                Assert.True(service.Of("GET v3/vms").Count() <= (seen / CloudPages.PerPage) + 2);
                seen++;
            },
            CancellationToken.None);

        Assert.All(service.Of("GET v3/vms"), request => Assert.Equal("200", request["perPage"]));
        Assert.Equal("1", service.Of("GET v3/vms").First()["page"]);
    }

    [Fact]
    public async Task A_hundred_thousand_vms_with_a_disk_an_address_and_ports_each_come_page_by_page_and_none_is_held()
    {
        const int count = 100_000;
        using var service = Service(count);
        var seen = 0;
        long first = 0, last = 0;

        await service.Client.ListVmsAsync(
            VmFilter.All,
            vm =>
            {
                Assert.True(vm.PublicIp is not null && vm.Ports is not null && vm.PricePerHour > 0);
                if (seen++ == 0)
                {
                    // The first page of each list, and the second on its way.
                    Assert.All(Lists, list => Assert.InRange(service.Of("GET " + list).Count(), 1, 2));
                }
                if (seen is 2_000 or count)
                {
                    (first, last) = (first == 0 ? Memory(service) : first, Memory(service));
                }
            },
            CancellationToken.None);

        Assert.Equal(count, seen);
        // What stays are the ids that were seen, in five sets, and the requests that the test itself keeps.
        Assert.True(last - first < 28_000_000, $"{first} bytes, then {last}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(999)]
    public async Task A_vm_without_address_and_group_has_none_wherever_it_stands_and_the_lists_are_still_read_once(int number)
    {
        using var service = Service(1_000);
        int Other(int each) => each + (each >= number ? 1 : 0);
        service["GET v3/public-ips"] = request => ScriptedCloud.Page(request, 999, each => ScriptedCloud.Address(Other(each)));
        service["GET v3/security-groups"] = request => ScriptedCloud.Page(request, 999, each => ScriptedCloud.Group(Other(each), "{}"));

        var vms = await service.ListAsync();

        Assert.Equal(number, vms.FindIndex(vm => vm.PublicIp is null));
        Assert.Equal(999, vms.Count(vm => vm.PublicIp is not null && vm.PricePerHour > 0.0225m));
        Assert.Equal(0.0225m, vms[number].PricePerHour);
        Assert.All(Lists, list => Assert.Equal(5, service.Of("GET " + list).Count()));
    }

    [Fact]
    public async Task Lists_in_another_order_than_that_of_the_vms_lose_nothing()
    {
        using var service = Service(1_000);
        service["GET v3/storages"] = request => ScriptedCloud.Page(request, 1_000, number => ScriptedCloud.Disk(999 - number));
        service["GET v3/public-ips"] = request => ScriptedCloud.Page(request, 1_000, number => ScriptedCloud.Address(999 - number));

        Assert.All(await service.ListAsync(), vm => Assert.True(vm.PublicIp is not null && vm.StorageGiB > 0));
    }

    [Fact]
    public async Task Two_groups_on_one_vm_leave_its_ports_unknown_and_if_the_second_comes_too_late_the_user_is_told()
    {
        var rules = """{"type":"allow","rules":[]}""";
        using var service = Service(600, rules);
        string Second(int vm) => ScriptedCloud.Group(vm, rules).Replace(
            ScriptedCloud.Id(4_000_000 + vm),
            ScriptedCloud.Id(4_000_600),
            StringComparison.Ordinal);
        service["GET v3/security-groups"] = request =>
            ScriptedCloud.Page(request, 601, number => number == 0 ? Second(0) : ScriptedCloud.Group(number - 1, rules));
        Assert.Null((await service.ListAsync())[0].Ports);
        Assert.Empty(service.Warnings);

        service["GET v3/security-groups"] = request =>
            ScriptedCloud.Page(request, 601, number => number == 600 ? Second(0) : ScriptedCloud.Group(number, rules));
        Assert.NotNull((await service.ListAsync())[0].Ports);
        Assert.Contains(ScriptedCloud.Id(0), Assert.Single(service.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v3/storages", "disks")]
    [InlineData("v3/public-ips", "public addresses")]
    [InlineData("v3/security-groups", "security groups")]
    [InlineData("v3/prices/vm", "prices")]
    [InlineData("v3/configurations", "sizes")]
    [InlineData("v3/clusters", "places")]
    [InlineData("v3/images", "images")]
    public async Task What_the_key_may_not_read_stays_unknown_with_one_warning(string path, string part)
    {
        using var service = Service(300);
        service["GET " + path] = _ => CloudReply.Error(403, "forbidden", "UserVpcRead");

        var vms = await service.ListAsync();

        Assert.Equal(300, vms.Count);
        Assert.Contains(part, Assert.Single(service.Warnings), StringComparison.Ordinal);
        Assert.Contains("may not read", service.Warnings[0], StringComparison.Ordinal);
        Assert.True(service.Of("GET " + path).Count() == 1);
    }

    [Fact]
    public async Task Nothing_but_the_vms_may_be_readable()
    {
        using var service = Service(2);
        foreach (var part in Parts)
        {
            service["GET " + part] = _ => CloudReply.Error(403, "forbidden", "no");
        }

        var vm = (await service.ListAsync())[0];

        Assert.Equal("vm-0", vm.Name);
        Assert.Null(vm.PricePerHour);
        Assert.Null(vm.Ports);
        Assert.Null(vm.StorageGiB);
        Assert.Single(service.Warnings);
    }

    [Theory]
    [InlineData("""{"items":null}""")]
    [InlineData("""[{"id":"cluster-1","dcId":"dc-1"}]""")]
    [InlineData("<html>")]
    [InlineData("""{"items":[{"id":7}]}""")]
    public async Task Decoration_never_stops_a_list(string clusters)
    {
        using var service = Service(2);
        service["GET v3/clusters"] = _ => CloudReply.Ok(clusters);

        var vms = await service.ListAsync();

        Assert.Equal(2, vms.Count);
        Assert.Equal(clusters[0] == '[', vms[0].Country == "DE");
        Assert.Equal(clusters[0] == '[' ? 0 : 1, service.Warnings.Count);
    }

    [Theory]
    [InlineData("1E-7", "0.0000001")]
    [InlineData("0.5", "0.5")]
    public async Task Prices_are_read_exactly(string sent, string price)
    {
        using var service = Service(1);
        service["GET v3/prices/vm"] = _ =>
            CloudReply.Ok(
                $$$"""
                    {"items":[{"vmTypeId":{"clusterId":"cluster-1","vmConfigurationId":"size-1"},
                    "priceInfo":{"pricePerHourPerQty":"{{{sent}}}"}}]}
                    """);

        var vm = Assert.Single(await service.ListAsync());

        Assert.Equal(decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture) + (25 * 0.0001m) + 0.005m, vm.PricePerHour);
    }

    [Fact]
    public async Task A_price_that_cannot_be_read_leaves_only_that_vms_price_unknown()
    {
        using var service = Service(1);
        service["GET v3/prices/vm"] = _ =>
            CloudReply.Ok(
                """
                    {"items":[{"vmTypeId":{"clusterId":"cluster-1","vmConfigurationId":"size-1"},
                    "priceInfo":{"pricePerHourPerQty":"cheap"}}]}
                    """);

        Assert.Null(Assert.Single(await service.ListAsync()).PricePerHour);
    }

    [Fact]
    public async Task Known_prices_are_asked_for_by_their_version()
    {
        using var service = Service(1);
        var before = await service.ListAsync();
        foreach (var kind in new[] { "vm", "storage", "public-ip" })
        {
            service["GET v3/prices/" + kind] = _ => new CloudReply(304, "");
        }

        var after = await service.ListAsync();

        Assert.Equal(before[0].PricePerHour, after[0].PricePerHour);
        Assert.Equal("\"v1\"", service.Of("GET v3/prices/vm").Last().Headers["If-None-Match"]);
        Assert.Empty(service.Warnings);
    }

    [Theory]
    [InlineData("", "draft,new,launching,launched,failed,updating,terminating,suspending,suspended,restarting,softRebooting,unknown")]
    [InlineData("Active", "launched,updating")]
    [InlineData("LAUNCHED,softrebooting", "launched,softRebooting")]
    [InlineData("terminated", "terminated")]
    [InlineData("SomethingNew", "")]
    public async Task Statuses_are_asked_for_in_the_services_words(string wanted, string asked)
    {
        using var service = Service(1);

        await service.ListAsync(new VmFilter { Statuses = wanted.Split(',', StringSplitOptions.RemoveEmptyEntries) });

        Assert.Equal(asked, string.Join(",", service.Of("GET v3/vms").First().List("statuses")));
    }

    [Fact]
    public async Task Vms_by_id_are_asked_for_by_id_whatever_their_status_and_so_are_their_disks()
    {
        using var service = Service(1);
        service[$"GET v3/vms/{ScriptedCloud.Id(0)}/interfaces"] = _ =>
            CloudReply.Ok("""{"items":[{"id":"i","kind":"private","default":true,"assignedIps":["10.0.0.7"],"desiredIps":[]}]}""");

        var vm = Assert.Single(await service.ListAsync(new VmFilter { Ids = [ScriptedCloud.Id(0)] }));

        Assert.Equal([ScriptedCloud.Id(0)], service.Of("GET v3/vms").First().List("ids"));
        Assert.Empty(service.Of("GET v3/vms").First().List("statuses"));
        Assert.Equal([ScriptedCloud.Id(1_000_000)], service.Of("GET v3/storages").First().List("ids"));
        Assert.Equal("10.0.0.7", vm.PrivateIp);
    }

    [Theory]
    [InlineData("draft")]
    [InlineData("terminated")]
    public async Task What_is_not_billed_costs_nothing(string status)
    {
        using var service = Service(1);
        service["GET v3/vms"] = request => ScriptedCloud.Page(request, 1, number => ScriptedCloud.Vm(number, status));

        Assert.Equal(0m, Assert.Single(await service.ListAsync()).PricePerHour);
    }

    [Fact]
    public async Task A_failed_vm_says_why()
    {
        using var service = Service(1);
        service["GET v3/vms"] = request => ScriptedCloud.Page(
            request,
            1,
            number => ScriptedCloud.Vm(number, "failed", ""","failure":{"code":"deadlineExceeded","message":"It took too long."}"""));

        Assert.Equal("deadlineExceeded: It took too long.", Assert.Single(await service.ListAsync()).Failure);
        Assert.Equal(
            "deadlineExceeded: It took too long.",
            Assert.Single(await service.Client.GetStatusesAsync([ScriptedCloud.Id(0)], default)).Reason);
    }

    [Theory]
    [InlineData("""{"type":"allowAll"}""")]
    [InlineData("""{"type":"allow","rules":[{"type":"ipv6","protocolKind":"all","remote":{"address":"::/0"}}]}""")]
    [InlineData("""{"type":"allow","rules":[{"type":"ipv4","protocolKind":{"tcp":{"ports":"all"}},"remote":{"address":"0.0.0.0/0"}}]}""")]
    [InlineData("""{"type":"allow","rules":[{"type":"ipv4","protocolKind":"icmp","remote":{"securityGroup":"x"}}]}""")]
    public async Task Rules_that_are_more_than_a_list_of_ports_leave_them_unknown(string rules)
    {
        using var service = Service(1, rules);

        Assert.Null(Assert.Single(await service.ListAsync()).Ports);
    }

    [Fact]
    public async Task A_list_that_changes_while_it_is_read_is_read_again_and_nothing_comes_twice()
    {
        var removed = false;
        using var service = Service(1);
        service["GET v3/vms"] = request =>
        {
            // After the first page VM 0 is gone, and VM 200 has moved to the page that was read already.
            var first = removed ? 1 : 0;
            removed |= request["page"] == "1";
            return ScriptedCloud.Page(request, 500 - first, number => ScriptedCloud.Vm(number + first));
        };

        var vms = await service.ListAsync();

        Assert.Equal(Enumerable.Range(0, 500).Select(ScriptedCloud.Id), vms.Select(vm => vm.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_left_over_is_asked_for_in_an_order_that_no_change_upsets()
    {
        using var service = Service(1);

        await service.Client.ListOrphansAsync(_ => { }, CancellationToken.None);

        foreach (var path in new[] { "GET v3/storages", "GET v3/public-ips" })
        {
            var request = Assert.Single(service.Of(path));
            Assert.Equal(("createdAt", "asc", "true"), (request["sort"], request["order"], request["excludeAttached"]));
        }
    }

    [Fact]
    public async Task A_page_that_is_another_one_is_refused()
    {
        using var service = Service(1);
        service["GET v3/vms"] = _ => CloudReply.Ok("""{"items":[],"pagination":{"currentPage":0,"totalPages":3}}""");

        Assert.Contains(
            "page 0 where page 1",
            (await Assert.ThrowsAsync<InvalidResponseException>(() => service.ListAsync())).Message,
            StringComparison.Ordinal);
    }

    // Kept memory only; the service's own log of requests grows, so it is taken off.
    private static long Memory(ScriptedCloud service)
    {
        var requests = service.Sent.Count * 2_500L;
        return GC.GetTotalMemory(forceFullCollection: true) - requests;
    }
}
