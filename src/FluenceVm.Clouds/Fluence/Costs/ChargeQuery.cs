using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Costs;

/// <summary>Which charges, and how they are added up.</summary>
/// <param name="From">The first day, UTC.</param>
/// <param name="To">The last day, UTC, which counts too.</param>
public sealed record ChargeQuery(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>What they are added up by.</summary>
    public ChargeGroup GroupBy { get; init; }

    /// <summary>The times that they are split into; null to leave them whole.</summary>
    public ChargePeriod? Period { get; init; }

    /// <summary>Only those of this type, for example <c>VM</c>; null for all.</summary>
    public string? Type { get; init; }

    /// <summary>Only those of the resource with this id; null for all.</summary>
    public string? ResourceId { get; init; }
}
