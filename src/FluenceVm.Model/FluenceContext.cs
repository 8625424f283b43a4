namespace FluenceVm.Model;

/// <summary>What a connection to Fluence is. It never holds the key.</summary>
public class FluenceContext
{
    /// <summary>The name of the registered account; null if the connection was made without one.</summary>
    public string? Account { get; init; }

    /// <summary>The service's address.</summary>
    public Uri Endpoint { get; init; } = new("https://api.fluence.dev/");

    /// <summary>The generation that is spoken; <see cref="FluenceApiVersion.Auto"/> until the first call has found it.</summary>
    public virtual string ApiVersion { get; init; } = nameof(FluenceApiVersion.Auto);

    /// <summary>The account's id; null if the service doesn't tell it, or the key may not read it (generation <c>Cloud</c>).</summary>
    public virtual string? AccountId { get; init; }

    /// <summary>The version that the service says it has; a hint only (generation <c>Cloud</c>).</summary>
    public virtual string? ServiceVersion { get; init; }

    /// <summary>What the account may do; null if the service doesn't tell (generation <c>Cloud</c>).</summary>
    public virtual IReadOnlyList<string>? Permissions { get; init => field = ItemList.OrNull(value); }

    /// <summary>Whether this is an emulator: nothing costs money.</summary>
    public bool Emulator { get; init; }

    /// <summary>The key's last four characters, for telling keys apart; null for a key that is too short for that.</summary>
    public string? ApiKeyHint { get; init; }

    /// <summary>The account's name, the address and the generation.</summary>
    public override string ToString() =>
        $"{(Account is null ? string.Empty : Account + " at ")}{Endpoint} ({ApiVersion}{(Emulator ? ", emulator" : string.Empty)})";
}
