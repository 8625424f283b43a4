using FluenceVm.Emulator.Tests.Support;
using FluenceVm.Tests.Support;

namespace FluenceVm.Emulator.Tests.Fluence;

/// <summary>Several accounts on one emulator, and which emulator it is.</summary>
public sealed class AccountsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Accounts_see_and_change_nothing_of_each_other()
    {
        using var emulator = new VmEmulator(new VmEmulatorOptions { TimeProvider = new ManualTime(), Accounts = 2, WithFleet = false });
        using var one = new EmulatorClient(emulator, emulator.ApiKeys[0]);
        using var other = new EmulatorClient(emulator, emulator.ApiKeys[1]);
        var first = Assert.Single(await one.Order(name: "web"));
        var second = Assert.Single(await other.Order(name: "web"));

        Assert.NotEqual(first, second);
        Assert.Equal([first], (await one.Vms()).Select(vm => (string?)vm["id"]));
        Assert.Equal([second], (await other.Vms()).Select(vm => (string?)vm["id"]));
        Assert.Equal(404, (await other.Delete($$"""{"vmId":"{{first}}"}""")).Status);
        Assert.Equal(404, (await one.Delete($$"""{"vmIds":["{{second}}"]}""")).Status);
        Assert.Equal("New", (string?)(await one.Vm("web"))["status"]);
    }

    [Theory]
    [InlineData("vms/v2")]
    [InlineData("vms/v3")]
    [InlineData("ssh_keys")]
    [InlineData("v3/vms")]
    [InlineData("v3/account")]
    public async Task Each_key_opens_its_account_in_every_generation_and_another_key_none(string path)
    {
        using var emulator = new VmEmulator(new VmEmulatorOptions { Accounts = 3 });
        var seen = new HashSet<string>();
        foreach (var key in emulator.ApiKeys)
        {
            using var client = new EmulatorClient(emulator, key);
            var response = await client.Get(path);
            Assert.Equal(200, response.Status);
            seen.Add(response.Text);
        }
        using var stranger = new EmulatorClient(emulator, "emulator-key-4-not-a-secret");

        Assert.Contains((await stranger.Get(path)).Status, new[] { 401, 403 });
        Assert.Equal(emulator.ApiKey, emulator.ApiKeys[0]);
        Assert.Equal(path == "v3/account" ? 3 : 2, seen.Count);
    }

    [Fact]
    public async Task Accounts_and_their_VMs_survive_a_restart_and_more_can_join()
    {
        string id;
        using (var emulator = Start(accounts: 2))
        {
            using var client = new EmulatorClient(emulator, emulator.ApiKeys[1]);
            id = Assert.Single(await client.Order());
        }
        using (var again = Start(accounts: 1))
        {
            Assert.Equal(2, again.ApiKeys.Count);
            using var client = new EmulatorClient(again, again.ApiKeys[1]);
            Assert.Equal(id, (string?)Assert.Single(await client.Vms())["id"]);
        }

        using var more = Start(accounts: 3);
        using var third = new EmulatorClient(more, more.ApiKeys[2]);
        Assert.Empty(await third.Vms());
        await third.Order();
    }

    [Fact]
    public void An_emulator_is_another_one_unless_it_goes_on_from_the_same_file()
    {
        Guid instance;
        using (var first = Start())
        {
            instance = first.InstanceId;
        }
        using (var again = Start())
        {
            Assert.Equal(instance, again.InstanceId);
        }
        using var other = new VmEmulator();
        using var another = new VmEmulator();

        Assert.Equal(3, new HashSet<Guid> { instance, other.InstanceId, another.InstanceId }.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void A_number_of_accounts_out_of_range_is_refused(int accounts) =>
        Assert.Throws<ArgumentException>(() => new VmEmulator(new VmEmulatorOptions { Accounts = accounts }));

    public void Dispose() => _folder.Dispose();

    private VmEmulator Start(int accounts = 1) =>
        new(new VmEmulatorOptions { StatePath = _folder.File("state"), Accounts = accounts, TimeProvider = new ManualTime() });
}
