using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Requests;

/// <summary>What an order asks of the marketplace (docs/services/fluence-market.md, "Constraints"). Everything is optional.</summary>
public sealed record VmConstraints
{
    /// <summary>The basic configuration's slug, for example <c>cpu-4-ram-8gb-storage-25gb</c>.</summary>
    public string? Configuration { get; init; }

    /// <summary>ISO country codes, any of which will do.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    /// <summary>Kinds of CPU, memory and disk that are asked for (<see cref="Model.Hardware.Kind"/> says which each is).</summary>
    public IReadOnlyList<Hardware> Hardware { get; init; } = [];

    /// <summary>Disk space in GiB beyond the configuration's; needs a disk type among <see cref="Hardware"/>.</summary>
    public int? AdditionalStorageGiB { get; init; }

    /// <summary>The most that one VM may cost per epoch, in USDC. The service calls it total because it counts every resource.</summary>
    public decimal? MaxTotalPricePerEpoch { get; init; }

    /// <summary>A public address of its own for each VM (generation <c>Cloud</c>; the marketplace's VMs have one anyway).</summary>
    public bool PublicIp { get; init; }
}
