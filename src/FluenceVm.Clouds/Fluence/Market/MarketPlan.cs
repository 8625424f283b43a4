using System.Text.Json;
using System.Text.Json.Serialization;
using FluenceVm.Clouds.Fluence.Orders;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Market;

/// <summary>What an order resolved to: its image's address and keys' texts, and the price that was told.</summary>
internal sealed class MarketPlan(VmOrder resolved, Estimate estimate) : OrderPlan
{
    public override Estimate Estimate => estimate;

    /// <summary>
    /// What is sent. The price that was told is its limit: a VM that has become dearer since is refused by the service instead
    /// of being bought.
    /// </summary>
    public VmOrder Resolved { get; } = resolved with
    {
        Constraints = resolved.Constraints with { MaxTotalPricePerEpoch = PriceOfDearest(resolved, estimate) },
    };

    private static decimal PriceOfDearest(VmOrder order, Estimate estimate) =>
        estimate.MaxPricePerEpoch
        ?? (order.Count == 1 ? estimate.TotalPricePerEpoch : order.Constraints.MaxTotalPricePerEpoch ?? estimate.TotalPricePerEpoch);
}

/// <summary>What the journal keeps of an order, so that its VMs are known again if its response was lost.</summary>
internal sealed record MarketRecord
{
    public string Name { get; init; } = string.Empty;

    public int Count { get; init; }

    public string Image { get; init; } = string.Empty;

    /// <summary>The size; a part that is null isn't known beforehand.</summary>
    public int? CpuCount { get; init; }

    public int? MemoryGiB { get; init; }

    /// <summary>Every VM of the account before the order was sent.</summary>
    public IReadOnlyList<string> KnownIds { get; init; } = [];

    /// <summary>When they were asked for, by the clock of the journal; null in a record of an earlier version.</summary>
    public DateTimeOffset? KnownAt { get; init; }

    public static MarketRecord Of(VmOrder resolved, IReadOnlyList<string> knownIds, DateTimeOffset knownAt)
    {
        var size = MachineSize.Parse(resolved.Constraints.Configuration ?? string.Empty);
        return new MarketRecord
        {
            Name = resolved.Name,
            Count = resolved.Count,
            Image = resolved.Image,
            CpuCount = size.CpuCount,
            MemoryGiB = size.MemoryGiB,
            KnownIds = knownIds,
            KnownAt = knownAt,
        };
    }

    public static MarketRecord? Read(string? plan) =>
        plan is null ? null : JsonSerializer.Deserialize(plan, MarketRecordJson.Default.MarketRecord);

    public string ToJson() => JsonSerializer.Serialize(this, MarketRecordJson.Default.MarketRecord);

    /// <summary>Whether a VM is of the ordered size and image, as far as the service tells; its name can be changed by anybody.</summary>
    public bool Matches(Vm vm) => IsEqual(CpuCount, vm.CpuCount)
        && IsEqual(MemoryGiB, vm.MemoryGiB)
        && (vm.OsImage is null || vm.OsImage == Image);

    private static bool IsEqual(decimal? one, decimal? other) => one is null || other is null || one == other;
}

/// <summary>The generated reader and writer of <see cref="MarketRecord"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MarketRecord))]
internal sealed partial class MarketRecordJson : JsonSerializerContext;
