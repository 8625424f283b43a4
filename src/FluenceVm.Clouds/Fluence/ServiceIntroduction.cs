namespace FluenceVm.Clouds.Fluence;

/// <summary>What a service says of itself and of the account of the key; null for what it doesn't tell.</summary>
public sealed class ServiceIntroduction
{
    /// <summary>The account's id.</summary>
    public string? AccountId { get; init; }

    /// <summary>What the account may do.</summary>
    public IReadOnlyList<string>? Permissions { get; init; }

    /// <summary>The service's version: shown, never trusted.</summary>
    public string? ServiceVersion { get; init; }
}
