namespace FluenceVm.Model;

/// <summary>What costs money from now on, or would if it weren't free at the moment: a VM, a disk, an address, a machine.</summary>
public sealed class BilledItem
{
    /// <summary>The cloud that it is in.</summary>
    public string Cloud { get; init; } = nameof(Model.Cloud.Fluence);

    /// <summary>What it is: <c>VM</c>, <c>STORAGE</c>, <c>PUBLIC_IP</c>, or <c>MACHINE</c> for those of Cudos Compute.</summary>
    public string Type { get; init; } = string.Empty;

    /// <summary>Its id.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>Its name; null if it has none.</summary>
    public string? Name { get; init; }

    /// <summary>What it is doing, in its service's words; null if that isn't known.</summary>
    public string? Status { get; init; }

    /// <summary>The id of the VM that uses it; null if none does.</summary>
    public string? VmId { get; init; }

    /// <summary>What it costs per hour, 0 if it is free at the moment; null if that isn't known.</summary>
    public decimal? PricePerHour { get; init; }

    /// <summary>What it costs per epoch of 24 hours, if it is charged by the epoch (the marketplace).</summary>
    public decimal? PricePerEpoch { get; init; }

    /// <summary>The currency of every amount of this object.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>When the next epoch is charged (the marketplace).</summary>
    public DateTimeOffset? NextChargeAt { get; init; }

    /// <summary>What is held for it alone: the reserve of a VM of the marketplace, the credit of a machine.</summary>
    public decimal? Held { get; init; }

    /// <summary>When what is held for it runs out (machines).</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>The type, the name and the id.</summary>
    public override string ToString() => string.IsNullOrEmpty(Name) ? $"{Type} {Id}" : $"{Type} {Shown.Short(Name!)} ({Id})";
}
