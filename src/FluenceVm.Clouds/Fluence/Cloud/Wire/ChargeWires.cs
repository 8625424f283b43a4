using FluenceVm.Clouds.Json;

namespace FluenceVm.Clouds.Fluence.Cloud.Wire;

/// <summary>What was spent on something in some time.</summary>
internal sealed class ChargeWire
{
    public string? ResourceId { get; set; }

    public string? ResourceName { get; set; }

    public string? ResourceType { get; set; }

    public string? ClusterId { get; set; }

    public string? VmConfiguration { get; set; }

    /// <summary>When its time begins: a date or a time. Missing if the charges aren't split by time.</summary>
    public Field<DateTimeOffset> PeriodStart { get; set; }

    public Field<decimal> Quantity { get; set; }

    public Field<decimal> TotalUsageHours { get; set; }

    public Field<decimal> TotalCost { get; set; }
}

/// <summary>What was spent in all.</summary>
internal sealed class TotalChargeWire
{
    public Field<decimal> Total { get; set; }
}
