namespace FluenceVm.Model;

/// <summary>A disk or an address that is billed although no VM uses it (generation <c>Cloud</c>).</summary>
public sealed class Orphan
{
    /// <summary>What it is: <see cref="ResourceType.Storage"/> or <see cref="ResourceType.PublicIp"/>.</summary>
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

    /// <summary>The kind, the name and the id, for example <c>STORAGE web-1-boot-3f9a1c2e (1b9d..)</c>.</summary>
    public override string ToString() => string.IsNullOrEmpty(Name) ? $"{Type} {Id}" : $"{Type} {Shown.Short(Name!)} ({Id})";
}
