namespace FluenceVm.Emulator;

/// <summary>A request that an emulator saw. It holds neither keys, nor query values, nor bodies.</summary>
public sealed class EmulatorLogEntry
{
    internal EmulatorLogEntry(DateTimeOffset time, string method, string path, int? status, TimeSpan duration, string? operation)
    {
        Time = time;
        Method = method;
        Path = path;
        Status = status;
        Duration = duration;
        Operation = operation;
    }

    /// <summary>When it arrived, by the emulator's clock.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>The HTTP method.</summary>
    public string Method { get; }

    /// <summary>The path without the query.</summary>
    public string Path { get; }

    /// <summary>The response's HTTP status; null if a fault or the client cut the connection.</summary>
    public int? Status { get; }

    /// <summary>How long it took, in real time.</summary>
    public TimeSpan Duration { get; }

    /// <summary>The operation, as faults name it; null for an unknown route.</summary>
    public string? Operation { get; }

    /// <summary>The method, the path and the status.</summary>
    public override string ToString() =>
        $"{Method} {Path} {(Status is { } status ? status.ToString(System.Globalization.CultureInfo.InvariantCulture) : "no response")}";
}
