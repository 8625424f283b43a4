namespace FluenceVm.Model;

/// <summary>
/// A disk of an account (docs/services/fluence-cloud.md). It is billed until it is removed, attached or not; times are UTC.
/// </summary>
public sealed class Disk : IPart
{
    /// <summary>Its id, a UUID.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>Its name: 1 to 25 small letters, digits and hyphens.</summary>
    public string? Name { get; init; }

    /// <summary>The size that was asked for, in GB; the disk itself may follow a little later.</summary>
    public long? SizeGB { get; init; }

    /// <summary>What it is made of, for example <c>NVME</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Whether it is kept several times; fixed when it is made.</summary>
    public bool? Replicated { get; init; }

    /// <summary>
    /// <c>draft</c>, <c>new</c>, <c>created</c>, <c>ready</c>, <c>updating</c>, <c>failed</c>, <c>removing</c> or
    /// <c>removed</c>.
    /// </summary>
    public string Status { get; init; } = string.Empty;

    /// <summary>The id of the VM that uses it; null if none does.</summary>
    public string? VmId { get; init; }

    /// <summary>The id of the image that it was made from; null for a data disk.</summary>
    public string? Image { get; init; }

    /// <summary>Whether a VM can start from it: it was made from an image.</summary>
    public bool IsBoot { get; init; }

    /// <summary>The id of the cluster that it lies in. Only VMs of this cluster can use it.</summary>
    public string? Cluster { get; init; }

    /// <summary>What it costs per hour; null if the service has no price for it.</summary>
    public decimal? PricePerHour { get; init; }

    /// <summary>The currency of <see cref="PricePerHour"/>.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>When it was ordered.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The name and the id, for example <c>data-1 (1b9d..)</c>.</summary>
    public override string ToString() => Shown.Named(Name, Id);
}
