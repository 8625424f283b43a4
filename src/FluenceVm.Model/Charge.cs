namespace FluenceVm.Model;

/// <summary>
/// What something cost in some days (generation <c>Cloud</c>, <c>GET /v3/account/charges</c>): a resource, everything of a type, everything
/// in a cluster, or all of it. Days are UTC.
/// </summary>
public sealed class Charge
{
    /// <summary>The first day that it covers.</summary>
    public DateTimeOffset From { get; init; }

    /// <summary>The last day that it covers, which counts too.</summary>
    public DateTimeOffset To { get; init; }

    /// <summary>What was billed: <c>VM</c>, <c>STORAGE</c>, <c>PUBLIC_IP</c>; null if it is of several types.</summary>
    public string? Type { get; init; }

    /// <summary>The name of the resource, also of one that is gone; of a cluster, where it is. Null if it is of several things.</summary>
    public string? Name { get; init; }

    /// <summary>The id of the resource; null if it is of several.</summary>
    public string? ResourceId { get; init; }

    /// <summary>The id of the cluster; null if it is of several.</summary>
    public string? Cluster { get; init; }

    /// <summary>The size of a VM, for example <c>cpu-regular-2vcpu-4gb</c>.</summary>
    public string? Configuration { get; init; }

    /// <summary>How many: GB of a disk, 1 of other things; null if it is of several things.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>For how many hours it was billed, all things together; null if the service doesn't say.</summary>
    public decimal? UsageHours { get; init; }

    /// <summary>What it cost, to the last digit; null if the response had no readable amount, which is told.</summary>
    public decimal? Cost { get; init; }

    /// <summary>The currency of <see cref="Cost"/>.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>The cost, and what or which days it is for.</summary>
    public override string ToString()
    {
        var what = Name ?? ResourceId ?? Type ?? Cluster ?? FormattableString.Invariant($"{From:yyyy-MM-dd} - {To:yyyy-MM-dd}");
        return FormattableString.Invariant($"{Cost} {Currency} ({Shown.Short(what)})");
    }
}
