using FluenceVm.Clouds.Fluence.Costs;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Tests.Fluence.Cloud;

/// <summary>What was spent, as a client reads it.</summary>
public class ChargeTests
{
    private const string Rows = "GET v3/account/charges/aggregated";
    private static readonly ChargeQuery November = new(Day(11, 3), Day(11, 26));

    [Theory]
    [InlineData(ChargeGroup.Resource, null, "RESOURCE", null)]
    [InlineData(ChargeGroup.Type, ChargePeriod.Day, "RESOURCE_TYPE", "DAY")]
    [InlineData(ChargeGroup.Cluster, ChargePeriod.Month, "CLUSTER", "MONTH")]
    public async Task The_service_is_asked_in_its_own_words(ChargeGroup group, ChargePeriod? period, string groupBy, string? split)
    {
        using var service = Answering("[]");

        await ListAsync(service, November with { GroupBy = group, Period = period, Type = "VM", ResourceId = "some" });

        var request = service.Sent.Single(request => request.ToString() == Rows);
        string[] names = ["startDate", "endDate", "groupBy", "period", "resourceType", "resourceId"];
        Assert.Equal(["2026-11-03", "2026-11-26", groupBy, split, "VM", "some"], names.Select(name => request[name]));
    }

    [Fact]
    public async Task A_row_has_every_digit_and_the_name_of_what_is_gone()
    {
        using var service = Answering("""
            [{"userId":"u","resourceId":"r","resourceName":"gone","resourceType":"STORAGE","clusterId":"cluster-1","quantity":"25",
            "totalUsageHours":"0.000277777778","totalCost":"0.0000000000000000000000000001","storageType":"NVMe"}]
            """);

        var charge = Assert.Single(await ListAsync(service, November));

        Assert.Equal(("gone", "STORAGE", "r"), (charge.Name, charge.Type, charge.ResourceId));
        Assert.Equal(("cluster-1", 25m), (charge.Cluster, charge.Quantity));
        Assert.Equal((0.0000000000000000000000000001m, 0.000277777778m, "USD"), (charge.Cost, charge.UsageHours, charge.Currency));
        Assert.Equal((Day(11, 3), Day(11, 26)), (charge.From, charge.To));
    }

    [Theory]
    [InlineData(ChargePeriod.Day, "2026-11-07", 7, 7)]
    [InlineData(ChargePeriod.Day, "2026-11-07T00:00:00Z", 7, 7)]
    [InlineData(ChargePeriod.Month, "2026-11-01T00:00:00+00:00", 3, 26)]
    public async Task A_row_says_which_of_the_days_that_were_asked_for_it_covers(ChargePeriod period, string start, int from, int to)
    {
        using var service = Answering($$"""[{"resourceType":"VM","totalUsageHours":"1","totalCost":"1","periodStart":"{{start}}"}]""");

        var charge = Assert.Single(await ListAsync(service, November with { GroupBy = ChargeGroup.Type, Period = period }));

        Assert.Equal((Day(11, from), Day(11, to)), (charge.From, charge.To));
    }

    [Fact]
    public async Task A_cluster_is_called_by_its_place_and_by_its_id_if_the_key_may_not_read_places()
    {
        using var service = Answering("""[{"clusterId":"cluster-1","totalUsageHours":"1","totalCost":"1"}]""");
        var byCluster = November with { GroupBy = ChargeGroup.Cluster };
        Assert.Equal("DE-FRA-1", (await ListAsync(service, byCluster))[0].Name);

        service["GET v3/clusters"] = _ => CloudReply.Error(403, "forbidden", "UserClustersRead");

        Assert.Equal((null, "cluster-1"), (await ListAsync(service, byCluster)) is [var row] ? (row.Name, row.Cluster) : default);
        Assert.Contains("Clusters are shown by their ids", Assert.Single(service.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_amount_that_cannot_be_read_is_never_zero()
    {
        using var service = Answering("""[{"resourceId":"r","totalCost":"many"},{"resourceId":"s","totalCost":"2"}]""");
        var charges = new List<Charge>();

        var error = await Assert.ThrowsAsync<InvalidResponseException>(
            () => service.Client.Costs.ListChargesAsync(November, charges.Add, CancellationToken.None));

        Assert.Contains("totalCost", error.Message, StringComparison.Ordinal);
        Assert.Equal([null, 2m], charges.Select(charge => charge.Cost));
    }

    [Theory]
    [InlineData("""{"total":"12.3456789012345678","VM":"3"}""", "12.3456789012345678")]
    [InlineData("""{"total":1e-7}""", "0.0000001")]
    public async Task The_sum_is_the_services_own(string body, string total)
    {
        using var service = new ScriptedCloud { ["GET v3/account/charges/total"] = _ => CloudReply.Ok(body) };

        var charge = await service.Client.Costs.SumChargesAsync(November, CancellationToken.None);

        Assert.Equal(decimal.Parse(total, System.Globalization.CultureInfo.InvariantCulture), charge.Cost);
        Assert.Equal((Day(11, 3), Day(11, 26)), (charge.From, charge.To));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"total":"a lot"}""")]
    public async Task A_sum_that_cannot_be_read_is_an_error(string body)
    {
        using var service = new ScriptedCloud { ["GET v3/account/charges/total"] = _ => CloudReply.Ok(body) };

        await Assert.ThrowsAsync<InvalidResponseException>(
            () => service.Client.Costs.SumChargesAsync(November, CancellationToken.None));
    }

    private static ScriptedCloud Answering(string body) => new() { [Rows] = _ => CloudReply.Ok(body) };

    private static async Task<List<Charge>> ListAsync(ScriptedCloud service, ChargeQuery query)
    {
        var charges = new List<Charge>();
        await service.Client.Costs.ListChargesAsync(query, charges.Add, CancellationToken.None);
        return charges;
    }

    private static DateTimeOffset Day(int month, int day) => new(2026, month, day, 0, 0, 0, TimeSpan.Zero);
}
