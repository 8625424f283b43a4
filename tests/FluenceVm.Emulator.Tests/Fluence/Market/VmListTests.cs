using System.Text.Json.Nodes;
using FluenceVm.Emulator.Tests.Support;
using FluenceVm.Tests.Support;

namespace FluenceVm.Emulator.Tests.Fluence.Market;

public sealed class VmListTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly VmEmulator _emulator;
    private readonly EmulatorClient _client;

    public VmListTests()
    {
        _emulator = new VmEmulator(new VmEmulatorOptions { TimeProvider = _time });
        _client = new EmulatorClient(_emulator);
    }

    [Fact]
    public async Task The_starter_fleet_is_listed_in_both_shapes()
    {
        var v2 = (await _client.Get("vms/v2")).Json.AsArray();
        var v3 = (await _client.Get("vms/v3")).Json.AsArray();

        Assert.Equal(v3.Select(vm => (string?)vm!["id"]), v2.Select(vm => (string?)vm!["id"]));
        var web2 = v2.Single(vm => (string?)vm!["vmName"] == "web-1")!;
        Assert.Equal("ACTIVE", (string?)web2["status"]);
        Assert.Equal(596320, (long)web2["pricePerEpoch"]!);
        Assert.Equal(8192, (long)Resource(web2, "RAM")["quantity"]!);
        var web3 = v3.Single(vm => (string?)vm!["vmName"] == "web-1")!;
        Assert.Equal("Active", (string?)web3["status"]);
        Assert.Equal("0.59632", (string?)web3["pricePerEpoch"]);
        Assert.Equal(8, (long)Resource(web3, "RAM")["supply"]!);
        Assert.Equal("GiB", (string?)Resource(web3, "RAM")["units"]);
        Assert.Equal("PL", (string?)web3["datacenter"]!["countryCode"]);
        Assert.True(DateTimeOffset.Parse((string)web3["nextBillingAt"]!) > _time.GetUtcNow());
    }

    [Fact]
    public async Task The_starter_fleet_has_several_statuses_and_countries()
    {
        var vms = await _client.Vms();

        Assert.Superset(
            new HashSet<string?> { "Active", "Launching", "SmallBalance", "InsufficientFunds", "Terminated" },
            vms.Select(vm => (string?)vm["status"]).ToHashSet());
        Assert.True(vms.Select(vm => (string?)vm["datacenter"]?["countryCode"]).Distinct().Count() >= 5);
        var terminated = await _client.Vm("legacy-1");
        Assert.Null(terminated["datacenter"]);
        Assert.Null(terminated["publicIp"]);
        Assert.Null(terminated["nextBillingAt"]);
        Assert.Equal((string?)terminated["pricePerEpoch"], (string?)terminated["reservedBalance"]);
    }

    [Fact]
    public async Task A_launching_vm_becomes_active_and_gets_its_address()
    {
        Assert.Null((await _client.Vm("worker-1"))["publicIp"]);

        _time.Advance(TimeSpan.FromSeconds(10));

        var vm = await _client.Vm("worker-1");
        Assert.Equal("Active", (string?)vm["status"]);
        Assert.NotNull(vm["publicIp"]);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_ids_and_another_seed_others()
    {
        using var same = new VmEmulator();
        using var other = new VmEmulator(new VmEmulatorOptions { Seed = 2 });
        using var sameClient = new EmulatorClient(same);
        using var otherClient = new EmulatorClient(other);
        var ids = (await _client.Vms()).Select(vm => (string?)vm["id"]).ToList();

        Assert.Equal(ids, (await sameClient.Vms()).Select(vm => (string?)vm["id"]));
        Assert.Empty(ids.Intersect((await otherClient.Vms()).Select(vm => (string?)vm["id"])));
        Assert.All(ids, id => Assert.Matches("^0xfa4e[0-9a-f]{36}$", id));
    }

    public void Dispose()
    {
        _client.Dispose();
        _emulator.Dispose();
    }

    private static JsonNode Resource(JsonNode vm, string type) =>
        vm["resources"]!.AsArray().Single(resource => (string?)resource!["type"] == type)!;
}
