using System.Globalization;
using System.Text;
using System.Text.Json;
using FluenceVm.Emulator.Fluence.CloudNext.Http;
using FluenceVm.Emulator.Fluence.CloudNext.Offers;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.CloudNext.Costs;

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
        return call.Account.World.MetersOf(call.Account).Where(meter => (id is null || meter.ResourceId == id) && (type is null || meter.Type == type));
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

    /// <summary>Charges that are shown as one.</summary>
    private sealed record ChargeRow(Meter? Resource, string? Type, Guid? Cluster, DateTimeOffset? Period, long Seconds, decimal Cost)
    {
        private const decimal SecondsPerHour = CloudPrices.SecondsPerHour;

        public static IReadOnlyList<string> Columns { get; } =
        [
            "userId", "resourceId", "resourceName", "resourceType", "clusterId", "quantity", "totalUsageHours", "totalCost", "periodStart",
            "ipAddressType", "storageType", "replicatedStorage", "vmConfiguration",
        ];

        private string? UsageHours => (Seconds / SecondsPerHour).ToString("0.############", CultureInfo.InvariantCulture);

        public static IEnumerable<ChargeRow> Group(IEnumerable<Charge> charges, string? by) => by switch
        {
            "RESOURCE_TYPE" => charges.GroupBy(each => (each.PeriodStart, each.Of.Type))
                .Select(group => new ChargeRow(null, group.Key.Type, null, group.Key.PeriodStart, group.Sum(each => each.Seconds), group.Sum(each => each.Cost))),
            "CLUSTER" => charges.GroupBy(each => (each.PeriodStart, each.Of.ClusterId))
                .Select(group => new ChargeRow(null, null, group.Key.ClusterId, group.Key.PeriodStart, group.Sum(each => each.Seconds), group.Sum(each => each.Cost))),
            _ => charges.Select(each => new ChargeRow(each.Of, each.Of.Type, each.Of.ClusterId, each.PeriodStart, each.Seconds, each.Cost)),
        };

        public IEnumerable<string?> Cells(Guid user) =>
        [
            user.ToString("D"),
            Resource?.ResourceId.ToString("D"),
            Resource?.Name,
            Type,
            Cluster?.ToString("D"),
            Resource?.Spans[Resource.Spans.Count - 1].Quantity.ToString(CultureInfo.InvariantCulture),
            UsageHours,
            CloudJson.Money(Cost),
            Period?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Resource?.Type == "PUBLIC_IP" ? CloudCatalogue.AddressType : null,
            Resource?.Type == "STORAGE" ? "NVMe" : null,
            Resource?.IsReplicated is { } replicated ? (replicated ? "true" : "false") : null,
            Resource?.Configuration,
        ];

        public void Write(Utf8JsonWriter json, Guid user)
        {
            json.WriteStartObject();
            foreach (var (name, cell) in Columns.Zip(Cells(user), (name, cell) => (name, cell)))
            {
                WriteCell(json, name, cell);
            }
            json.WriteEndObject();
        }

        private static void WriteCell(Utf8JsonWriter json, string name, string? cell)
        {
            if (cell is not null && name == "replicatedStorage")
            {
                json.WriteBoolean(name, cell == "true");
            }
            else if (cell is not null)
            {
                json.WriteString(name, cell);
            }
            else if (name != "periodStart")
            {
                json.WriteNull(name);
            }
        }
    }
}
