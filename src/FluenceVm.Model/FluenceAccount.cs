namespace FluenceVm.Model;

/// <summary>A registered account: a name for a service and for the place where its key is kept. It never holds the key.</summary>
public sealed class FluenceAccount
{
    /// <summary>Its name, for example <c>prod</c>.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>The service's address.</summary>
    public Uri Endpoint { get; init; } = new("https://api.fluence.dev/");

    /// <summary>The generation to speak; <c>Auto</c> if it is found out.</summary>
    public string ApiVersion { get; init; } = nameof(FluenceApiVersion.Auto);

    /// <summary>The name of the secret that holds the key; null if an environment variable does.</summary>
    public string? SecretName { get; init; }

    /// <summary>The vault of the secret; null for the default one.</summary>
    public string? Vault { get; init; }

    /// <summary>The environment variable that holds the key; null if a secret does.</summary>
    public string? KeyVariable { get; init; }

    /// <summary>The name and the address.</summary>
    public override string ToString() => $"{Name} ({Endpoint})";
}
