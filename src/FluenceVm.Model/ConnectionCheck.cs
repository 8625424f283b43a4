namespace FluenceVm.Model;

/// <summary>One thing that a connection needs, and whether it is as it should be.</summary>
public sealed class ConnectionCheck
{
    /// <summary>What was looked at, for example <c>Key</c>. The names don't change, so a script may rely on them.</summary>
    public string Check { get; init; } = string.Empty;

    /// <summary>Whether it is as it should be; null if that can't be told.</summary>
    public bool? Passed { get; init; }

    /// <summary>What was found. It holds no key.</summary>
    public string Detail { get; init; } = string.Empty;

    /// <summary>What to do about it; null if nothing has to be done.</summary>
    public string? Advice { get; init; }

    /// <summary>The check and what was found.</summary>
    public override string ToString() => $"{Check}: {Detail}";
}
