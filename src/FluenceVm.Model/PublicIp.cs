namespace FluenceVm.Model;

/// <summary>
/// A public address that outlives its VM and can move (docs/services/fluence-cloud.md). It is billed until it is removed.
/// </summary>
public sealed class PublicIp : IPart
{
    /// <summary>Its id, a UUID.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>Its name: 1 to 25 small letters, digits and hyphens.</summary>
    public string? Name { get; init; }

    /// <summary>The address, for example <c>198.51.100.7</c>; null until the service has chosen one.</summary>
    public string? Address { get; init; }

    /// <summary><c>draft</c>, <c>new</c>, <c>created</c>, <c>ready</c>, <c>failed</c>, <c>removing</c> or <c>removed</c>.</summary>
    public string Status { get; init; } = string.Empty;

    /// <summary>Why it failed, in the service's word; null if it didn't.</summary>
    public string? Failure { get; init; }

    /// <summary>The id of the VM that has it; null if none does.</summary>
    public string? VmId { get; init; }

    /// <summary>The id of the cluster that it belongs to. Only VMs of this cluster can have it.</summary>
    public string? Cluster { get; init; }

    /// <summary>What it costs per hour; null if the service has no price for it.</summary>
    public decimal? PricePerHour { get; init; }

    /// <summary>The currency of <see cref="PricePerHour"/>.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>Until when it is paid, UTC; null if the service doesn't say.</summary>
    public DateTimeOffset? PaidUntil { get; init; }

    /// <summary>When it was ordered, UTC.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The name, else the address, and the id.</summary>
    public override string ToString() => Shown.Named(string.IsNullOrEmpty(Name) ? Address : Name, Id);
}
