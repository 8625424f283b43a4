namespace FluenceVm.Emulator.Hosting;

/// <summary>An emulated service's response.</summary>
internal sealed record EmulatorResponse
{
    /// <summary>No further headers.</summary>
    public static IReadOnlyDictionary<string, string> NoHeaders { get; } = new Dictionary<string, string>();

    /// <summary>The HTTP status.</summary>
    public int Status { get; init; } = 200;

    /// <summary>The body's type.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>Further headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = NoHeaders;

    /// <summary>The body; empty for none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Whether the connection is lost in the middle of the body.</summary>
    public bool IsCut { get; init; }

    /// <summary>What arrives of the body.</summary>
    public ReadOnlyMemory<byte> Sent => IsCut ? Body.Slice(0, Body.Length / 2) : Body;
}
