namespace FluenceVm.Model;

/// <summary>A request that an emulator saw. It holds no key, no query values and no body.</summary>
public sealed class EmulatorRequest
{
    /// <summary>When it arrived, by the emulator's clock, UTC.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>The HTTP method.</summary>
    public string Method { get; init; } = string.Empty;

    /// <summary>The path, without the query.</summary>
    public string Path { get; init; } = string.Empty;

    /// <summary>The response's status; null if the connection was cut.</summary>
    public int? Status { get; init; }

    /// <summary>How long it took, in real time.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The operation, as <c>Set-VmEmulatorFault</c> names it; null for an unknown route.</summary>
    public string? Operation { get; init; }

    /// <summary>The method, the path and the status.</summary>
    public override string ToString() => FormattableString.Invariant($"{Method} {Path} {Status}");
}
