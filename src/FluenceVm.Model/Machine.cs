using System.Numerics;

namespace FluenceVm.Model;

/// <summary>
/// A virtual machine of Cudos Compute (docs/services/cudos-compute.md, "Machine"). Amounts are CUDOS unless they say acudos;
/// times are UTC.
/// </summary>
public sealed class Machine
{
    /// <summary>Its id, unique for ever.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>What it is doing.</summary>
    public string State { get; init; } = string.Empty;

    /// <summary>The address of its owner; null if it is unowned, which it is once it is disowned.</summary>
    public string? Owner { get; init; }

    /// <summary>Where it was ordered; null if it may be anywhere.</summary>
    public string? Region { get; init; }

    /// <summary>The id of the image that its disk was made from.</summary>
    public string ImageId { get; init; } = string.Empty;

    /// <summary>The id of its machine type.</summary>
    public string MachineTypeId { get; init; } = string.Empty;

    /// <summary>The public SSH key that was installed in it.</summary>
    public string? SshKey { get; init; }

    /// <summary>
    /// What is left of its credit and in no paid billing cycle, in CUDOS; null if it is not known, or has more digits than
    /// a <see cref="decimal"/> (28, so 10^10 CUDOS with all 18 decimals fit). <see cref="CreditAcudos"/> has them all.
    /// </summary>
    public decimal? Credit => CreditAcudos is { } acudos ? CudosAmount.ToCudos(acudos) : null;

    /// <summary>What is left of its credit, in acudos, exactly; null if the response had no readable amount.</summary>
    public BigInteger? CreditAcudos { get; init; }

    /// <summary>The address of the provider that committed to it; null before.</summary>
    public string? Provider { get; init; }

    /// <summary>Its IP address; null while it has none.</summary>
    public string? Address { get; init; }

    /// <summary>
    /// The end of the billing cycle that is paid; null while billing doesn't run. A time beyond the year 9999 is
    /// <see cref="DateTimeOffset.MaxValue"/>.
    /// </summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Reason { get; init; }

    /// <summary>A description, where the contract has one (undocumented).</summary>
    public string? Description { get; init; }

    /// <summary>Price per hour in CUDOS; null if its type is no longer listed.</summary>
    public decimal? PricePerHour => AcudosPerHour is { } acudos ? CudosAmount.ToCudos(acudos) : null;

    /// <summary>The price per hour as tables show it, for example <c>7.3333 CUDOS/h</c>; null if it is not known.</summary>
    public string? Price => Shown.PricePerHour(PricePerHour, "CUDOS");

    /// <summary>Price per hour in acudos, exactly; null if its type is no longer listed.</summary>
    public BigInteger? AcudosPerHour { get; init; }

    /// <summary>
    /// When its credit runs out: <see cref="Until"/> and what the credit pays for beyond. Null while billing doesn't run, for a
    /// machine that is over or free, and where the price or the credit isn't known. A time beyond the year 9999 is
    /// <see cref="DateTimeOffset.MaxValue"/>.
    /// </summary>
    public DateTimeOffset? EstimatedEnd =>
        !IsOver && Until is { } until && CreditAcudos is { } credit && AcudosPerHour is { IsZero: false } price
            ? CudosAmount.Add(until, CudosAmount.RunTime(credit, price))
            : null;

    /// <summary>Whether it is finished or failed: it is no longer billed, and nothing but disowning (for a refund) is left to do.</summary>
    public bool IsOver => State == MachineState.Finished || State == MachineState.Failed;

    /// <summary>The id.</summary>
    public override string ToString() => Shown.Short(Id);
}
