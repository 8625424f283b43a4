using System.Globalization;
using FluenceVm.Emulator.Tests.Support;

namespace FluenceVm.Emulator.Tests.Fluence.Market;

public sealed class MarketplaceTests() : EmulatorTest(withFleet: false)
{
    [Fact]
    public async Task An_empty_search_finds_every_offer_that_has_anything_left()
    {
        var offers = (await Client.Post("marketplace/offers", "{}")).Json.AsArray();

        Assert.Equal(29, offers.Count);
        Assert.All(offers, offer =>
        {
            Assert.Matches("^cpu-[0-9]+-ram-[0-9]+gb-storage-[0-9]+gb$", (string)offer!["configuration"]!["slug"]!);
            Assert.True(decimal.Parse((string)offer["configuration"]!["price"]!, CultureInfo.InvariantCulture) > 0);
            Assert.Equal(["VCPU", "RAM", "STORAGE", "PUBLIC_IP"], offer["resources"]!.AsArray().Select(each => (string)each!["type"]!));
            Assert.Equal("GiB", (string?)offer["maxAdditionalSupply"]![0]!["units"]);
        });
    }

    [Fact]
    public async Task A_search_that_finds_nothing_is_an_empty_list()
    {
        var response = await Client.Post("marketplace/offers", """{"datacenter":{"countries":["FR"]}}""");

        Assert.Equal((200, "[]"), (response.Status, response.Text));
    }

    [Fact]
    public async Task The_estimate_is_what_the_order_then_reserves()
    {
        var estimate = (await Client.Post(
            "vms/v3/estimate",
            """{"constraints":{"basicConfiguration":"cpu-32-ram-64gb-storage-25gb"},"instances":10}""")).Json;
        var before = Emulator.Account.Ledger.Balance;
        await Client.Order(10, constraints: """{"basicConfiguration":"cpu-32-ram-64gb-storage-25gb"}""");

        // The cheapest datacenter has three, the rest comes from the next one.
        Assert.Equal("47.30912", (string?)estimate["totalPricePerEpoch"]);
        Assert.Equal("4.77056", (string?)estimate["maxPricePerEpoch"]);
        Assert.Equal("94.61824", (string?)estimate["depositAmountUsdc"]);
        Assert.Equal((2, 10), ((int)estimate["depositEpochs"]!, (int)estimate["instances"]!));
        Assert.Equal(94_618_240, before - Emulator.Account.Ledger.Balance);
    }

    [Theory]
    [InlineData("""{"instances":1,"constraints":{"datacenter":{"countries":["FR"]}}}""", 422)]
    [InlineData("""{"instances":100000}""", 422)]
    [InlineData("""{"instances":0}""", 400)]
    [InlineData("""{}""", 400)]
    public async Task A_wrong_estimate_is_refused(string body, int status) =>
        Assert.Equal(status, (await Client.Post("vms/v3/estimate", body)).Status);

    [Theory]
    [InlineData("marketplace/basic_configurations", "[\"cpu-2-ram-4gb-storage-25gb\",")]
    [InlineData("marketplace/countries", "[\"PL\",\"DE\",")]
    [InlineData("marketplace/hardware", "{\"cpu\":[{\"manufacturer\":\"AMD\",\"architecture\":\"Zen\"},{\"manufacturer\":\"Intel (R)\",")]
    [InlineData(
        "v1/marketplace/datacenters",
        "[{\"id\":\"0x0000000000000000000000000000000000000000000000000000000000000001\",\"countryCode\":\"PL\"")]
    [InlineData("vms/v3/default_images", "[{\"id\":\"fa4e0000000000000000000000000001\",\"name\":\"22.04 (LTS) "
        + "x64\",\"distribution\":\"Ubuntu\",\"slug\":\"ubuntu-22-04-x64\"")]
    public async Task The_catalogue_is_read(string path, string beginning)
    {
        var response = await Client.Get(path);

        Assert.Equal(200, response.Status);
        Assert.StartsWith(beginning, response.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_kind_of_hardware_that_is_listed_can_be_searched_for()
    {
        var hardware = (await Client.Get("marketplace/hardware")).Json;

        foreach (var (kind, entries) in hardware.AsObject())
        {
            foreach (var entry in entries!.AsArray())
            {
                var found = await Client.Post("marketplace/offers", $$"""{"hardware":{"{{kind}}":[{{entry!.ToJsonString()}}]} }""");
                Assert.NotEmpty(found.Json.AsArray());
            }
        }
    }

    [Theory]
    [InlineData("cpu", "manufacturer", "AMD", 20)]
    [InlineData("cpu", "architecture", "ICE LAKE", 9)]
    [InlineData("memory", "type", "DDR", 29)]
    [InlineData("memory", "generation", "5", 10)]
    public async Task One_field_of_a_kind_is_enough(string kind, string field, string value, int offers)
    {
        var hardware = $$"""{"hardware":{"{{kind}}":[{"{{field}}":"{{value}}"}]} }""";

        Assert.Equal(offers, (await Client.Post("marketplace/offers", hardware)).Json.AsArray().Count);
        Assert.Equal(200, (await Client.Post("vms/v3/estimate", $$"""{"instances":1,"constraints":{{hardware}} }""")).Status);
        await Client.Order(constraints: hardware);
        Assert.Equal(400, (await Client.Post("marketplace/offers", $$"""{"hardware":{"{{kind}}":[{}]} }""")).Status);
    }

    [Theory]
    [InlineData("""{"basicconfiguration":"cpu-2-ram-4gb-storage-25gb"}""", "basicconfiguration")]
    [InlineData("""{"maxPricePerEpochUsd":"1"}""", "maxPricePerEpochUsd")]
    [InlineData("""{"hardware":{"gpu":[]}}""", "gpu")]
    [InlineData("""{"hardware":{"cpu":[{"manufacturer":"AMD","model":"7702p"}]}}""", "model")]
    [InlineData("""{"hardware":{"memory":[{"type":"DDR","speed":3200}]}}""", "speed")]
    [InlineData("""{"hardware":{"storage":[{"type":"SSD","size":1}]}}""", "size")]
    [InlineData("""{"datacenter":{"countries":["PL"],"tier":3}}""", "tier")]
    [InlineData("""{"additionalResources":{"ram":[]}}""", "ram")]
    public async Task What_no_constraint_is_called_is_refused_and_not_dropped(string constraints, string name)
    {
        foreach (var response in new[]
        {
            await Client.Post("marketplace/offers", constraints),
            await Client.Post("vms/v3/estimate", $$"""{"instances":1,"constraints":{{constraints}} }"""),
            await Client.Post("vms/v3", EmulatorClient.OrderBody(constraints: constraints)),
        })
        {
            Assert.Equal(400, response.Status);
            Assert.StartsWith($"unknown field `{name}`", response.Error, StringComparison.Ordinal);
        }
        Assert.Empty(await Client.Vms());
    }

    [Fact]
    public async Task Additional_storage_comes_out_of_the_offers_supply()
    {
        const string Constraints = """
            {"basicConfiguration":"cpu-4-ram-8gb-storage-25gb","datacenter":{"countries":["DE"]},"hardware":{"storage":[{"type":"NVMe"}]},
             "additionalResources":{"storage":[{"type":"NVMe","supply":500,"units":"GiB"}]}}
            """;
        await Client.Order(8, constraints: Constraints);

        Assert.Equal(0, Emulator.Account.Stock.StorageLeft(FluenceVm.Emulator.Fluence.Catalogue.Of("DE", 4)));
        Assert.Empty((await Client.Post("marketplace/offers", Constraints)).Json.AsArray());
        Assert.Equal("Not enough offers found", (await Client.Post("vms/v3", EmulatorClient.OrderBody(constraints: Constraints))).Error);
    }
}
