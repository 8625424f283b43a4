using System.Text.Json.Nodes;
using FluenceVm.Emulator.Tests.Support;

namespace FluenceVm.Emulator.Tests.Fluence.Market;

public sealed class OrderTests() : EmulatorTest(withFleet: false)
{
    [Fact]
    public async Task An_order_answers_at_once_and_the_vms_launch_afterwards()
    {
        var response = await Client.Post("vms/v3", EmulatorClient.OrderBody(2, "web"));

        Assert.Equal(200, response.Status);
        Assert.Equal(["web", "web"], response.Json.AsArray().Select(vm => (string?)vm!["vmName"]));
        Assert.Equal(["New", "New"], await Statuses());
        Emulator.Step(TimeSpan.FromSeconds(1));
        Assert.Equal(["Launching", "Launching"], await Statuses());
        Emulator.Step(TimeSpan.FromSeconds(3));
        Assert.Equal(["Active", "Active"], await Statuses());
        Assert.Equal(2, (await Client.Vms()).Select(vm => (string?)vm["publicIp"]).Where(ip => ip is not null).Distinct().Count());
    }

    [Fact]
    public async Task Without_constraints_it_is_the_smallest_configuration_at_the_cheapest_offer()
    {
        await Client.Order();

        var vm = Assert.Single(await Client.Vms());
        Assert.Equal("0.2899", (string?)vm["pricePerEpoch"]);
        Assert.Equal("FI", (string?)vm["datacenter"]!["countryCode"]);
        Assert.Equal(2, (int)vm["resources"]!.AsArray()[0]!["quantity"]!);
        Assert.Equal("""[{"port":22,"protocol":"tcp"}]""", vm["ports"]!.ToJsonString());
    }

    [Fact]
    public async Task Every_constraint_is_met()
    {
        await Client.Order(constraints: """
            {"basicConfiguration":"cpu-4-ram-8gb-storage-25gb","additionalResources":{"storage":[{"type":"NVMe","supply":20,
             "units":"GiB"}]},
             "hardware":{"cpu":[{"manufacturer":"AMD","architecture":"Zen"}],"memory":[{"type":"DDR","generation":"5"}],
             "storage":[{"type":"NVMe"}]},
             "datacenter":{"countries":["US","PL"]},"maxTotalPricePerEpochUsd":"0.8"}
            """);

        var vm = Assert.Single(await Client.Vms());
        Assert.Equal("US", (string?)vm["datacenter"]!["countryCode"]);
        Assert.Equal(45, (int)vm["resources"]!.AsArray().Single(each => (string?)each!["type"] == "STORAGE")!["supply"]!);
        Assert.Equal("0.79695", (string?)vm["pricePerEpoch"]);
    }

    [Fact]
    public async Task Null_constraints_count_as_left_out()
    {
        await Client.Order(constraints: """
            {"basicConfiguration":null,"additionalResources":null,"hardware":null,"datacenter":null,"maxTotalPricePerEpochUsd":null}
            """);

        Assert.Single(await Client.Vms());
    }

    [Fact]
    public async Task An_order_reserves_two_epochs_and_is_charged_one()
    {
        await Client.Order();

        var vm = Assert.Single(await Client.Vms());
        Assert.Equal("0.2899", (string?)vm["totalSpent"]);
        Assert.Equal("0.2899", (string?)vm["reservedBalance"]);
        Assert.Equal(1_000_000_000 - (2 * 289_900), Emulator.Account.Ledger.Balance);
    }

    [Fact]
    public async Task Fifty_vms_in_one_request_have_fifty_ids()
    {
        Assert.Equal(50, (await Client.Order(50)).Distinct().Count());
    }

    [Fact]
    public async Task Orders_take_stock_and_deletes_give_it_back()
    {
        const string Rare = """{"basicConfiguration":"cpu-32-ram-64gb-storage-25gb","datacenter":{"countries":["FI"]}}""";
        Assert.Equal(3, await Available(Rare));
        var ids = await Client.Order(3, constraints: Rare);
        Assert.Equal(0, await Available(Rare));

        var refused = await Client.Post("vms/v3", EmulatorClient.OrderBody(1, constraints: Rare));
        Assert.Equal((422, "Not enough offers found"), (refused.Status, refused.Error));

        await Client.Delete($$"""{"vmId":"{{ids[0]}}"}""");
        Emulator.Step(TimeSpan.FromSeconds(3));
        Assert.Equal(1, await Available(Rare));
    }

    [Theory]
    [InlineData("""{"basicConfiguration":"cpu-3-ram-8gb-storage-25gb"}""", "No suitable offer found")]
    [InlineData("""{"datacenter":{"countries":["FR"]}}""", "No suitable offer found")]
    [InlineData("""{"maxTotalPricePerEpochUsd":".1"}""", "No suitable offer found")]
    [InlineData("""{"basicConfiguration":"cpu-32-ram-64gb-storage-25gb","datacenter":{"countries":["SG"]}}""", "Not enough offers found")]
    public async Task What_cannot_be_met_is_422_and_changes_nothing(string constraints, string text)
    {
        var response = await Client.Post("vms/v3", EmulatorClient.OrderBody(constraints: constraints));

        Assert.Equal((422, text), (response.Status, response.Error));
        Assert.Empty(await Client.Vms());
        Assert.Equal(1_000_000_000, Emulator.Account.Ledger.Balance);
    }

    [Fact]
    public async Task More_vms_than_there_are_is_422_and_creates_none()
    {
        var response = await Client.Post("vms/v3", EmulatorClient.OrderBody(int.MaxValue));

        Assert.Equal((422, "Not enough offers found"), (response.Status, response.Error));
        Assert.Empty(await Client.Vms());
    }

    [Fact]
    public async Task A_deposit_that_the_balance_does_not_cover_is_422_and_creates_none()
    {
        var response = await Client.Post(
            "vms/v3",
            EmulatorClient.OrderBody(30, constraints: """{"basicConfiguration":"cpu-32-ram-64gb-storage-25gb"}"""));
        Assert.Equal(200, response.Status);

        var refused = await Client.Post(
            "vms/v3",
            EmulatorClient.OrderBody(600, constraints: """{"basicConfiguration":"cpu-4-ram-8gb-storage-25gb"}"""));

        Assert.Equal((422, "Insufficient balance"), (refused.Status, refused.Error));
        Assert.Equal(30, (await Client.Vms()).Count);
    }

    [Theory]
    [InlineData("instances", "0")]
    [InlineData("instances", "-1")]
    [InlineData("instances", "1.5")]
    [InlineData("instances", "\"1\"")]
    [InlineData("instances", null)]
    [InlineData("vmConfiguration", null)]
    [InlineData("vmConfiguration/name", "\"web_1\"")]
    [InlineData("vmConfiguration/name", "\"\"")]
    [InlineData("vmConfiguration/name", "\"web 1\\n\"")]
    [InlineData("vmConfiguration/name", null)]
    [InlineData("vmConfiguration/hostname", "\"a b\"")]
    [InlineData("vmConfiguration/osImage", null)]
    [InlineData("vmConfiguration/osImage", "\"ubuntu-22-04-x64\"")]
    [InlineData("vmConfiguration/osImage", "\"https://example.org/image.iso\"")]
    [InlineData("vmConfiguration/osImage", "\"file:///etc/disk.img\"")]
    [InlineData("vmConfiguration/sshKeys", null)]
    [InlineData("vmConfiguration/sshKeys", "[]")]
    [InlineData("vmConfiguration/sshKeys", "[\"nobody\"]")]
    [InlineData("vmConfiguration/sshKeys", "[\"ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIGZha2UgZmFrZSBmYWtlIGZha2UgZmFrZSBmYWtlIGZh\"]")]
    [InlineData("vmConfiguration/openPorts", "[{\"port\":10250,\"protocol\":\"tcp\"}]")]
    [InlineData("vmConfiguration/openPorts", "[{\"port\":0,\"protocol\":\"tcp\"}]")]
    [InlineData("vmConfiguration/openPorts", "[{\"port\":65536,\"protocol\":\"tcp\"}]")]
    [InlineData("vmConfiguration/openPorts", "[{\"port\":80,\"protocol\":\"icmp\"}]")]
    [InlineData("vmConfiguration/openPorts", "[{\"port\":80,\"protocol\":\"tcp\"},{\"port\":80,\"protocol\":\"tcp\"}]")]
    [InlineData("vmConfiguration/openPorts", "[80]")]
    [InlineData("constraints/basicConfiguration", "\"huge\"")]
    [InlineData("constraints/maxTotalPricePerEpochUsd", "1.5")]
    [InlineData("constraints/maxTotalPricePerEpochUsd", "\"much\"")]
    [InlineData("constraints/datacenter", "{\"countries\":[\"Poland\"]}")]
    [InlineData("constraints/hardware", "{\"cpu\":[{}]}")]
    [InlineData("constraints/hardware", "{\"storage\":[{\"type\":\"tape\"}]}")]
    [InlineData("constraints/additionalResources", "{\"storage\":[{\"type\":\"SSD\",\"supply\":20,\"units\":\"GiB\"}]}")]
    [InlineData("constraints/additionalResources", "{\"storage\":[{\"type\":\"SSD\",\"supply\":20,\"units\":\"GB\"}]}")]
    public async Task An_order_that_is_not_as_documented_is_400_and_changes_nothing(string field, string? value)
    {
        var body = JsonNode.Parse(EmulatorClient.OrderBody())!;
        var path = field.Split('/');
        var parent = path.Length == 1 ? body : body[path[0]]!;
        parent[path[^1]] = value is null ? null : JsonNode.Parse(value);

        var response = await Client.Post("vms/v3", body.ToJsonString());

        Assert.Equal(400, response.Status);
        Assert.NotEmpty(response.Error!);
        Assert.Empty(await Client.Vms());
    }

    [Theory]
    [InlineData("https://example.org/a.qcow2")]
    [InlineData("https://example.org/a.img")]
    [InlineData("https://example.org/a.raw")]
    [InlineData("https://example.org/a.raw.xz")]
    [InlineData("https://example.org/a.raw.gz")]
    [InlineData("https://example.org/a.img.xz")]
    [InlineData("https://example.org/a.img.gz?version=2")]
    public async Task Every_documented_image_ending_is_taken(string image)
    {
        var response = await Client.Post(
            "vms/v3",
            EmulatorClient.OrderBody().Replace("https://example.org/a.qcow2", image, StringComparison.Ordinal));

        Assert.Equal(200, response.Status);
    }

    private async Task<IReadOnlyList<string?>> Statuses() => [.. (await Client.Vms()).Select(vm => (string?)vm["status"])];

    private async Task<int> Available(string constraints) => (await Client.Post("marketplace/offers", constraints)).Json.AsArray()
        .Sum(offer => offer!["servers"]!.AsArray().Sum(server => (int)server!["availableBasicInstances"]!));
}
