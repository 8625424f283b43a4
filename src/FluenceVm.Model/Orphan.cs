namespace FluenceVm.Model;

/// <summary>
/// What no VM uses (generation <c>Cloud</c>): a disk or an address, which is billed, a security group of this module, or a draft.
/// </summary>
public sealed record Orphan : IPart
{
    /// <summary>What it is: <c>STORAGE</c>, <c>PUBLIC_IP</c>, <c>SECURITY_GROUP</c> or <c>DRAFT</c>.</summary>
    public string Type { get; init; } = string.Empty;

    /// <summary>Its id, a UUID.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>What it costs per hour; null if the service has no price for it.</summary>
    public decimal? PricePerHour { get; init; }

    /// <summary>The currency of <see cref="PricePerHour"/>.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>Since when it exists; the service doesn't say since when no VM uses it.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>How old it was when it was listed, by the service's clock; null if the service doesn't say.</summary>
    public TimeSpan? Age { get; init; }

    /// <summary>The kind, the name and the id, for example <c>STORAGE web-1-boot-3f9a1c2e (1b9d..)</c>.</summary>
    public override string ToString() => string.IsNullOrEmpty(Name) ? $"{Type} {Id}" : $"{Type} {Shown.Short(Name!)} ({Id})";
}
