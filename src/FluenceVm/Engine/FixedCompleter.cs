namespace FluenceVm.Engine;

/// <summary>Completes to a few values that are always the same; others may be typed all the same.</summary>
public abstract class FixedCompleter : ConnectedCompleter
{
    private readonly string[] _values;

    private protected FixedCompleter(params string[] values) => _values = values;

    private protected sealed override IReadOnlyList<Candidate> Load(object? connection) =>
        Array.ConvertAll(_values, value => new Candidate(value, value, value));
}

/// <summary>Completes durations.</summary>
public sealed class DurationCompleter : FixedCompleter
{
    /// <summary>Usual ones.</summary>
    public DurationCompleter()
        : base("1h", "6h", "12h", "1d", "7d", "30d")
    {
    }
}

/// <summary>Completes the ports of usual services.</summary>
public sealed class PortCompleter : FixedCompleter
{
    /// <summary>SSH, the web, and what else is often asked for.</summary>
    public PortCompleter()
        : base("22/tcp", "80/tcp", "443/tcp", "8080/tcp", "8443/tcp", "53/udp", "51820/udp")
    {
    }
}
