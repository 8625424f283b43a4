using System.Text;

namespace FluenceVm.Emulator.Tests.Fluence.Cloud;

public sealed class OrderTests() : CloudTest(balance: 0.05m)
{
    [Fact]
    public async Task A_refused_order_leaves_nothing_and_costs_nothing()
    {
        var key = $",\"sshKeys\":[\"{Unknown}\"]";
        await Refused(404, "not_found", Client.Post("v2/vms", VmBody(more: key)));
        await Refused(422, "unprocessable_entity", Client.Post("v2/vms", VmBody(boot: DiskBody(image: null))));
        await Refused(422, "unprocessable_entity", Client.Post("v2/vms", VmBody(boot: DiskBody(cluster: CloudNames.Cluster("DE")))));
        await Refused(422, "insufficient_balance", Client.Post("v2/vms", VmBody(boot: DiskBody(volume: 10_000), more: $",\"publicIp\":{AddressBody()}")));
        await Refused(404, "not_found", Client.Post("v2/vms", VmBody().Replace(Configuration, CloudNames.Configuration("cpu-shared-2vcpu-2gb"), StringComparison.Ordinal)));
        await Refused(404, "not_found", Client.Post("v2/vms", VmBody().Replace(Cluster, Unknown.ToString(), StringComparison.Ordinal)));

        Assert.Equal((0, 50_000), Sums());
        foreach (var list in new[] { "v2/vms", "v1/storages", "v1/public_ips" })
        {
            Assert.Empty((await Ok(Client.Get(list)))["items"]!.AsArray());
        }
    }

    [Fact]
    public async Task Too_little_money_says_how_much_is_needed_and_there()
    {
        var response = await Client.Post("v2/vms", VmBody(boot: DiskBody(volume: 1000)));

        Assert.Equal("Insufficient balance: 0.070559 USD is needed, the balance is 0.05 USD", response.Error);
    }

    [Theory]
    [InlineData(16 * 1024, "a", 200)]
    [InlineData((16 * 1024) + 1, "a", 400)]
    [InlineData(8 * 1024, "\u00e9", 200)]
    [InlineData((8 * 1024) + 1, "\u00e9", 400)]
    public async Task User_data_are_counted_in_bytes(int count, string letter, int status)
    {
        var userData = new StringBuilder().Insert(0, letter, count);

        Assert.Equal(status, (await Client.Post("v2/vms", VmBody(more: $$""","cloudInit":{"userData":"{{userData}}"}"""))).Status);
    }

    [Theory]
    [InlineData("\"name\":\"web-1\"", "\"name\":7")]
    [InlineData("\"name\":\"web-1\"", "\"name\":null")]
    [InlineData("\"name\":\"web-1\"", "\"name\":\" \"")]
    [InlineData("\"name\":\"web-1\"", "\"nam\":\"web-1\"")]
    [InlineData("\"name\":\"web-1\"", "\"name\":\"web-1\",\"name\":\"web-2\"")]
    [InlineData("\"name\":\"web-1\"", "\"name\":\"web-1\",\"userData\":\"x\"")]
    [InlineData("\"name\":\"web-1\"", "\"name\":\"web-1\",\"cloudInit\":{\"data\":\"x\"}")]
    [InlineData("\"name\":\"web-1\"", "\"name\":\"web-1\",\"dataDisks\":null")]
    [InlineData("\"name\":\"web-1\"", "\"name\":\"web-1\",\"sshKeys\":[\"laptop\"]")]
    [InlineData("\"name\":\"web-1\"", "\"name\":\"web-1\",\"publicIp\":true")]
    [InlineData("\"NVME\"", "\"NVMe\"")]
    [InlineData("\"NVME\"", "\"SSD\"")]
    [InlineData("\"volumeGb\":25", "\"volumeGb\":25.5")]
    [InlineData("\"volumeGb\":25", "\"volumeGb\":\"25\"")]
    [InlineData("\"volumeGb\":25", "\"volumeGb\":-1")]
    [InlineData("\"volumeGb\":25", "\"volumeGb\":9")]
    [InlineData("\"replicated\":false", "\"replicated\":0")]
    [InlineData("\"replicated\":false,", "")]
    [InlineData(".img\"", ".iso\"")]
    public async Task What_the_schema_does_not_have_is_refused(string right, string wrong)
    {
        Assert.Contains(right, VmBody(), StringComparison.Ordinal);

        await Refused(400, "bad_request", Client.Post("v2/vms", VmBody().Replace(right, wrong, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_disk_can_start_another_vm_after_its_own_is_gone()
    {
        var first = await Launched("first");
        await Refused(406, "not_acceptable", Client.Post("v2/vms", VmBody("second", $"\"{first["bootDisk"]}\"")));
        await Do(first, "terminate");
        Step(3);

        var second = await Ok(Client.Post("v2/vms", VmBody("second", $"\"{first["bootDisk"]}\"")));

        Assert.Equal((string?)first["bootDisk"], (string?)second["bootDisk"]);
        Assert.Null((await Vm(first))["bootDisk"]);
    }

    [Fact]
    public async Task A_vm_that_the_balance_no_longer_covers_is_suspended_until_it_does()
    {
        var vm = await Launched();

        Step((4 * 3600) - 4);
        Assert.Equal("suspending", (string?)(await Vm(vm))["status"]);
        Step(2);
        var suspended = await Vm(vm);
        Assert.Equal(("suspended", "terminate"), ((string?)suspended["status"], (string?)Assert.Single(suspended["allowedActions"]!.AsArray())));
        Assert.Equal("InsufficientFunds", (string?)(await Client.Vm("web-1"))["status"]);
        Emulator.Account.Ledger.PayIn(1_000_000);
        Step(3600);

        Assert.Equal("launched", (string?)(await Vm(vm))["status"]);
    }

    [Fact]
    public async Task What_a_cluster_has_runs_out_and_comes_back()
    {
        Emulator.Account.Ledger.PayIn(1_000_000_000);
        var big = VmBody("big").Replace(Configuration, CloudNames.Configuration("cpu-regular-32vcpu-64gb"), StringComparison.Ordinal).Replace(Cluster, CloudNames.Cluster("SG"), StringComparison.Ordinal);
        await Refused(422, "unprocessable_entity", Client.Post("v2/vms", big));
        var resources = await Ok(Client.Get($"v1/clusters/{CloudNames.Cluster("SG")}/resources"));
        Assert.Equal(4, resources["availableConfigurations"]!.AsArray().Count);

        for (var count = 0; count < 250; count++)
        {
            await Ok(Client.Post("v1/public_ips", AddressBody($"address-{count}")));
        }
        await Refused(422, "unprocessable_entity", Client.Post("v1/public_ips", AddressBody()));
        await Refused(422, "unprocessable_entity", Client.Post("v2/vms", VmBody(more: $",\"publicIp\":{AddressBody()}")));
        var one = (await Ok(Client.Get("v1/public_ips?name=address-7")))["items"]![0]!["id"];
        await Ok(Client.Send(HttpMethod.Delete, $"v1/public_ips/{one}", null));
        Step(2);

        await Ok(Client.Post("v1/public_ips", AddressBody()));
    }
}
