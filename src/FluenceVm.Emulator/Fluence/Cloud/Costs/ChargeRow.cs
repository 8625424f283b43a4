using System.Globalization;
using System.Text.Json;
using FluenceVm.Emulator.Fluence.Cloud.Http;
using FluenceVm.Emulator.Fluence.Cloud.Offers;

namespace FluenceVm.Emulator.Fluence.Cloud.Costs;

/// <summary>Charges that are shown as one.</summary>
internal sealed record ChargeRow(Meter? Resource, string? Type, Guid? Cluster, DateTimeOffset? Period, long Seconds, decimal Cost)
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
        "RESOURCE_TYPE" => charges.GroupBy(each => (each.PeriodStart, each.Of.Type)).Select(group =>
            Sum(new(null, group.Key.Type, null, group.Key.PeriodStart, 0, 0), group)),
        "CLUSTER" => charges.GroupBy(each => (each.PeriodStart, each.Of.ClusterId)).Select(group =>
            Sum(new(null, null, group.Key.ClusterId, group.Key.PeriodStart, 0, 0), group)),
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

    private static ChargeRow Sum(ChargeRow row, IEnumerable<Charge> charges) =>
        row with { Seconds = charges.Sum(each => each.Seconds), Cost = charges.Sum(each => each.Cost) };

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
