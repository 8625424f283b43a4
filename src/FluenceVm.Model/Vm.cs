namespace FluenceVm.Model;

/// <summary>A virtual machine on Fluence. Money is in <see cref="Currency"/>, times are UTC.</summary>
public sealed class Vm
{
    /// <summary>Its id: <c>0x</c> and 40 hexadecimal digits, or a UUID in generation <c>Cloud</c>.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>The name that its owner gave it; null if the service sends none.</summary>
    public string? Name { get; init; }

    /// <summary>What it is doing.</summary>
    public string Status { get; init; } = string.Empty;

    /// <summary>Whether it runs and can be used, in whichever generation's words.</summary>
    public bool IsRunning => VmStatus.IsRunning(Status);

    /// <summary>Why it failed, in the service's words; null if it didn't, or the service doesn't say (generation <c>Cloud</c>).</summary>
    public string? Failure { get; init; }

    /// <summary>Price per epoch of 24 hours; null if it is not known.</summary>
    public decimal? PricePerEpoch { get; init; }

    /// <summary>Price per hour; null if it is not known.</summary>
    public decimal? PricePerHour { get; init; }

    /// <summary>The price per hour as tables show it, for example <c>0.0236 USD/h</c>; null if it is not known.</summary>
    public string? Price => Shown.PricePerHour(PricePerHour, Currency);

    /// <summary>The currency of every amount of this object.</summary>
    public string Currency { get; init; } = "USDC";

    /// <summary>Virtual CPU cores.</summary>
    public int? CpuCount { get; init; }

    /// <summary>Memory in GiB.</summary>
    public decimal? MemoryGiB { get; init; }

    /// <summary>Disk space in GiB, all disks together.</summary>
    public decimal? StorageGiB { get; init; }

    /// <summary>Its public address; null while it has none.</summary>
    public string? PublicIp { get; init; }

    /// <summary>Its address in its private network; null in a list of several, which doesn't tell it (generation <c>Cloud</c>).</summary>
    public string? PrivateIp { get; init; }

    /// <summary>The ids of its disks, the boot disk first (generation <c>Cloud</c>).</summary>
    public IReadOnlyList<string> DiskIds { get; init => field = ItemList.Of(value); } = ItemList<string>.None;

    /// <summary>The id of the cluster that it runs in (generation <c>Cloud</c>).</summary>
    public string? Cluster { get; init; }

    /// <summary>Whether a change takes effect only with a restart; null if the service doesn't say (generation <c>Cloud</c>).</summary>
    public bool? RestartRequired { get; init; }

    /// <summary>Where it runs; null if the service doesn't say.</summary>
    public Datacenter? Datacenter { get; init; }

    /// <summary>ISO code of the country that it runs in.</summary>
    public string? Country => Datacenter?.CountryCode;

    /// <summary>The ports that are open to everybody; null if the service doesn't tell, or if its rules are more than a list.</summary>
    public IReadOnlyList<VmPort>? Ports { get; init => field = ItemList.OrNull(value); }

    /// <summary>The image that it was started from.</summary>
    public string? OsImage { get; init; }

    /// <summary>When it was ordered.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When its status last changed.</summary>
    public DateTimeOffset? StatusChangedAt { get; init; }

    /// <summary>When the next epoch is charged; null if the service doesn't say.</summary>
    public DateTimeOffset? NextBillingAt { get; init; }

    /// <summary>What is held as its reserve, and comes free when it is deleted.</summary>
    public decimal? ReservedBalance { get; init; }

    /// <summary>What it has cost so far.</summary>
    public decimal? TotalSpent { get; init; }

    /// <summary>Everything that was ordered with it.</summary>
    public IReadOnlyList<VmResource> Resources => field ??= ItemList.Of(ReadResources?.Invoke() ?? []);

    /// <summary>Reads the resources once somebody looks at them: a list of many VMs would consist of little else.</summary>
    internal Func<IReadOnlyList<VmResource>>? ReadResources { get; init; }

    /// <summary>The generation of the service that this object came from, by its name: every export writes it as it is.</summary>
    public string ApiVersion { get; init; } = nameof(FluenceApiVersion.Auto);

    /// <summary>The name and the id, for example <c>web-1 (0x..)</c>.</summary>
    public override string ToString() => Shown.Named(Name, Id);
}
