using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Model;
using FluenceVm.Model.Errors;
using static FluenceVm.Clouds.Tests.Fluence.Cloud.CloudResponses;

namespace FluenceVm.Clouds.Tests.Fluence.Cloud;

public class CloudAccountTests
{
    [Fact]
    public async Task Balances_keep_the_words_of_the_service()
    {
        var balance = Assert.Single(await new ScriptedService(MarketReply).RunAsync(client => client.ListBalancesAsync(default)));

        Assert.Equal(("usd", 1.23m, 8.77m, 0.5m, 0m, 10m, 1, "USD"), (balance.Key, balance.Amount, balance.Usage, balance.EstimatedUsage, balance.Overage, balance.TotalDeposited, balance.DaysLeft, balance.Currency));
    }

    [Fact]
    public async Task Machine_types_join_configurations_prices_and_what_is_left()
    {
        var types = await new ScriptedService(MarketReply).RunAsync(client => client.ListMachineTypesAsync(default));

        Assert.Equal(
            [("cpu-regular-2vcpu-4gb", 2, 3.73m, 0.05m, true, "PL"), ("cpu-regular-8vcpu-16gb", 8, 14.9m, 0.2m, true, "PL"), ("cpu-regular-64vcpu-128gb", 64, 119.21m, null, false, null)],
            types.Select(type => (type.Id, type.CpuCount ?? 0, type.MemoryGiB ?? 0, type.PricePerHour, type.Available, type.Region)));
        Assert.All(types, type => Assert.Equal("USD", type.Currency));
    }

    [Fact]
    public async Task An_estimate_is_what_the_service_reckons_for_an_epoch()
    {
        var service = new ScriptedService(request => request.ToString() == "POST /v1/prices/cost"
            ? Reply.Ok("""{"costOfResources":[],"totalCostPerSec":"0.00001","periodSecs":86400,"totalCost":"0.864"}""") : MarketReply(request));
        var estimate = await service.RunAsync(client => client.EstimateAsync(new VmConstraints { PublicIp = true }, 3, default));

        Assert.Equal((2.592m, 3, 0m, 0, null, "USD"), (estimate.TotalPricePerEpoch, estimate.Count, estimate.Deposit, estimate.DepositEpochs, estimate.MaxPricePerEpoch, estimate.Currency));
        Assert.Equal(
            $$$$"""{"resources":[{"vm":{"resource_id":{"vmConfigurationId":"{{{{Small}}}}","clusterId":"{{{{Cluster}}}}"}}},{"storage":{"resource_id":{"storageType":"NVME","replicated":false,"clusterId":"{{{{Cluster}}}}"},"volume_gb":25}},{"publicIp":{"resource_id":{"addressType":"V4","clusterId":"{{{{Cluster}}}}"}}}],"secs":86400}""",
            service.Of("POST /v1/prices/cost").Single().Body);
    }

    [Fact]
    public async Task Offers_come_cheapest_first_within_the_limit()
    {
        var offers = new List<Offer>();
        var service = new ScriptedService(MarketReply);
        await service.RunAsync(client => client.ListOffersAsync(new VmConstraints(), offers.Add, default));
        Assert.Equal([(0.05m + 0.0025m) * 24, (0.2m + 0.0025m) * 24], offers.Select(offer => offer.PricePerEpoch));
        Assert.Equal(("cpu-regular-2vcpu-4gb", "PL"), (offers[0].Configuration, offers[0].Country));

        offers.Clear();
        await service.RunAsync(client => client.ListOffersAsync(new VmConstraints { MaxTotalPricePerEpoch = 2m }, offers.Add, default));
        Assert.Single(offers);
    }

    [Fact]
    public async Task Orphans_are_what_no_VM_uses()
    {
        var service = new ScriptedService(request => request.ToString() switch
        {
            "GET /v1/storages" => Reply.Ok(Page(Disk(1, "old-disk"))),
            "GET /v1/public_ips" => Reply.Ok(Page(Address(2, "old-ip"))),
            _ => null,
        });
        var orphans = new List<Orphan>();
        await service.RunAsync(client => client.ListOrphansAsync(orphans.Add, default));

        Assert.Equal(
            [("STORAGE", Id(1), "old-disk", 0.0025m, "USD"), ("PUBLIC_IP", Id(2), "old-ip", 0.004m, "USD")],
            orphans.Select(each => (each.Type, each.Id, each.Name!, each.PricePerHour!.Value, each.Currency)));
        Assert.All(orphans, orphan => Assert.Equal(new DateTimeOffset(2026, 1, 15, 10, 0, 0, TimeSpan.Zero), orphan.Since));
        Assert.All(service.Sent, request => Assert.StartsWith("?excludeAttached=true&excludeStatus[0]=removing&excludeStatus[1]=removed", request.Query, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_orphan_that_a_VM_uses_by_now_is_not_removed()
    {
        var service = new ScriptedService(request => request.Method == "GET" ? Reply.Ok(Page("")) : Reply.Ok("{}"));
        var orphan = new Orphan { Type = ResourceType.Storage, Id = Id(1), Name = "disk" };

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => service.RunAsync(client => client.RemoveOrphanAsync(orphan, default)));
        Assert.Contains("nothing was removed", exception.Message, StringComparison.Ordinal);
        Assert.Equal("GET", Assert.Single(service.Sent).Method);
    }

    [Fact]
    public async Task A_registered_key_is_known_and_removed_by_its_fingerprint()
    {
        var service = new ScriptedService(request => request.Method == "DELETE" ? Reply.Ok("{}") : MarketReply(request));
        var registration = await service.RunAsync(client => client.AddSshKeyAsync("other", PublicKey + " other@there", default));
        Assert.True(registration.WasKnown);
        Assert.Equal("mine", registration.Key.Name);

        await service.RunAsync(client => client.RemoveSshKeyAsync("SHA256:abc", default));
        Assert.Equal($"/v1/ssh_keys/{Key}", Assert.Single(service.Sent, request => request.Method == "DELETE").Path);
        await Assert.ThrowsAsync<ArgumentException>(() => service.RunAsync(client => client.RemoveSshKeyAsync("SHA256:none", default)));
    }

    [Fact]
    public async Task A_restart_is_never_sent_twice()
    {
        var service = new ScriptedService(_ => Reply.Error(500, "internal_server_error", "lost"));

        await Assert.ThrowsAsync<FluenceApiException>(() => service.RunAsync(client => client.RestartVmAsync(Id(1), soft: true, default)));
        Assert.Equal($"/v2/vms/{Id(1)}/softreboot", Assert.Single(service.Sent, request => request.Method == "POST").Path);
    }

    [Fact]
    public async Task The_key_goes_into_its_own_header_alone()
    {
        var service = new ScriptedService(MarketReply);
        await service.RunAsync(client => client.ListBalancesAsync(default));
        Assert.Null(Assert.Single(service.Sent).Authorization);
    }
}
