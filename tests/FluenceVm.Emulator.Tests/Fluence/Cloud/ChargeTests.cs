using System.Globalization;
using System.Text.Json.Nodes;
using FluenceVm.Emulator.Fluence.Cloud.Costs;

namespace FluenceVm.Emulator.Tests.Fluence.Cloud;

/// <summary>What was spent, as the service tells it.</summary>
public sealed class ChargeTests() : CloudTest(withFleet: true)
{
    private const string Days = "startDate=2026-01-01&endDate=2026-12-31";

    [Theory]
    [InlineData("")]
    [InlineData("&period=DAY")]
    [InlineData("&period=MONTH")]
    [InlineData("&groupBy=RESOURCE&period=DAY")]
    [InlineData("&groupBy=RESOURCE_TYPE&period=DAY")]
    [InlineData("&groupBy=CLUSTER&period=MONTH")]
    public async Task The_charges_add_up_to_what_left_the_balance(string how)
    {
        Emulator.Step(TimeSpan.FromDays(31.4));

        var charges = (await Ok(Get($"account/charges/aggregated?{Days}{how}"))).AsArray();

        Assert.Equal(Account.Purse.Deposited - Account.Purse.Balance, charges.Sum(each => Money(each!["totalCost"])));
        Assert.Equal(Account.Purse.Spent, Money((await Ok(Get("account/charges/total")))["total"]));
    }

    [Fact]
    public async Task A_day_is_told_by_itself()
    {
        var disk = (await Items("storages?name=old-web-boot-0fa4e001"))[0]["id"];
        Emulator.Step(TimeSpan.FromDays(2));

        const string Day = "startDate=2026-03-02&endDate=2026-03-02&period=DAY";
        var charges = (await Ok(Get($"account/charges/aggregated?{Day}&resourceId={disk}"))).AsArray();

        var charge = Assert.Single(charges)!;
        string[] names = ["periodStart", "totalUsageHours", "resourceType", "resourceName", "quantity", "storageType"];
        Assert.Equal(["2026-03-02", "24", "STORAGE", "old-web-boot-0fa4e001", "25", "NVMe"], names.Select(name => (string?)charge[name]));
        Assert.Equal(24 * 25 * 0.000072m, Money(charge["totalCost"]));
    }

    [Fact]
    public async Task A_table_has_the_same_sum()
    {
        Emulator.Step(TimeSpan.FromDays(3));

        var answer = await Get($"account/charges/aggregated?{Days}&period=DAY&format=csv");

        var lines = answer.Text.TrimEnd('\n').Split('\n');
        var column = Array.IndexOf(lines[0].Split(','), "totalCost");
        var costs = lines.Skip(1).Select(line => decimal.Parse(line.Split(',')[column], CultureInfo.InvariantCulture));
        Assert.Equal(Account.Purse.Spent, costs.Sum());
    }

    [Theory]
    [InlineData("account/charges/aggregated")]
    [InlineData("account/charges/aggregated?startDate=2026-01-01")]
    [InlineData("account/charges/aggregated?startDate=2026-01-01&endDate=2026-13-01")]
    [InlineData("account/charges/aggregated?startDate=2026-01-01&endDate=2026-01-01&groupBy=COLOUR")]
    public async Task A_query_that_is_wrong_is_400(string path) => await Refused(400, "bad_request", Get(path));

    [Fact]
    public async Task What_is_long_gone_keeps_its_sums_and_no_more()
    {
        for (var count = 0; count < MeterHistory.Kept + 200; count++)
        {
            var disk = (await Ok(Post("storages", DiskBody("short"))))["id"];
            Step(count % 7 == 0 ? 3_600 : 2);
            await Ok(Delete($"storages/{disk}"));
        }

        Assert.True(Account.Purse.Ended.All.Count() <= MeterHistory.Kept + 1, "the history grows");
        foreach (var how in new[] { "", "&period=DAY", "&groupBy=RESOURCE_TYPE&period=DAY", "&groupBy=CLUSTER&period=MONTH" })
        {
            var charges = (await Ok(Get($"account/charges/aggregated?{Days}{how}"))).AsArray();
            Assert.Equal(Account.Purse.Spent, charges.Sum(each => Money(each!["totalCost"])));
        }
        Account.Purse.Recount();
        Assert.Equal(Account.Purse.Spent, Money((await Ok(Get("account/charges/total")))["total"]));
    }

    private static decimal Money(JsonNode? text) => decimal.Parse((string)text!, CultureInfo.InvariantCulture);
}
