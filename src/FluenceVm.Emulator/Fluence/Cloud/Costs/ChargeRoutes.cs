using System.Text;
using FluenceVm.Emulator.Fluence.Cloud.Http;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Costs;

/// <summary>The routes of what was spent.</summary>
internal static class ChargeRoutes
{
    private const string Operation = "Charges";
    private const string Scope = "billing:get_spending_history";
    private static readonly string[] Types = ["VM", "PUBLIC_IP", "SECURITY_GROUP", "STORAGE", "SUBNET", "VPC", "WORKSPACE"];

    public static IEnumerable<CloudRoute> All =>
    [
        new(Operation, "GET", "/v3/account/charges/aggregated", Scope, Aggregated),
        new(Operation, "GET", "/v3/account/charges/total", Scope, Total),
    ];

    private static EmulatorResponse Aggregated(CloudCall call)
    {
        var query = call.Query;
        var from = query.Date("startDate") ?? throw CloudRefusal.Field("startDate", "missing");
        var to = query.Date("endDate") ?? throw CloudRefusal.Field("endDate", "missing");
        var groupBy = query.Word("groupBy", "RESOURCE", "RESOURCE_TYPE", "CLUSTER");
        var period = query.Word("period", "DAY", "MONTH");
        var format = query.Word("format", "json", "csv");
        var rows = ChargeRow.Group(Charges.Of(Wanted(call), First(from), Last(to, call.Now), period), groupBy).ToList();
        return format == "csv" ? Csv(call, rows) : JsonResponse.Array(rows, (json, row) => row.Write(json, call.Account.Id));
    }

    private static EmulatorResponse Total(CloudCall call)
    {
        var query = call.Query;
        var from = query.Date("startDate") is { } start ? First(start) : long.MinValue;
        var to = query.Date("endDate") is { } end ? Last(end, call.Now) : Purse.Second(call.Now);
        var total = Charges.Of(Wanted(call), from, to, period: null).Sum(charge => charge.Cost);
        return CloudJson.Object(json => json.WriteString("total", CloudJson.Money(total)));
    }

    private static IEnumerable<Meter> Wanted(CloudCall call)
    {
        var (id, type) = (call.Query.Id("resourceId"), call.Query.Word("resourceType", Types));
        return call.Account.Meters.Where(meter => (id is null || meter.ResourceId == id) && (type is null || meter.Type == type));
    }

    private static long First(DateTimeOffset day) => Purse.Second(day);

    /// <summary>The end of a day, which counts too, but not what hasn't run yet.</summary>
    private static long Last(DateTimeOffset day, DateTimeOffset now) => Math.Min(Purse.Second(day.AddDays(1)), Purse.Second(now));

    private static EmulatorResponse Csv(CloudCall call, IReadOnlyList<ChargeRow> rows)
    {
        var text = new StringBuilder(string.Join(",", ChargeRow.Columns)).Append('\n');
        foreach (var row in rows)
        {
            text.Append(string.Join(",", row.Cells(call.Account.Id).Select(each => each ?? string.Empty))).Append('\n');
        }
        return new EmulatorResponse { ContentType = "text/csv", Body = Encoding.UTF8.GetBytes(text.ToString()) };
    }
}
