namespace FluenceVm.Emulator.Hosting;

/// <summary>A request as an emulated service sees it, whichever way it came in.</summary>
internal sealed record EmulatorRequest
{
    private int _partsDone;

    /// <summary>The method, in capitals.</summary>
    public string Method { get; init; } = "GET";

    /// <summary>The path, unescaped, without the query.</summary>
    public string Path { get; init; } = "/";

    /// <summary>The query's values by name; of a name given twice all.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Query { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The headers by name, ignoring case; several values are joined with a comma.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The body; empty for none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Whether a planted fault wants that what the request begins fails later.</summary>
    public bool FailsLater { get; init; }

    /// <summary>After how many parts a change of several is cut; null for none.</summary>
    public int? CutAfter { get; init; }

    /// <summary>The first value of a query name, or null.</summary>
    public string? QueryValue(string name) => Query.TryGetValue(name, out var values) && values.Count > 0 ? values[0] : null;

    /// <summary>A header's value, or null.</summary>
    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value : null;

    /// <summary>It is carried out from its beginning.</summary>
    public void Begin() => _partsDone = 0;

    /// <summary>A service says so after each part of a change of several, such as each VM of an order.</summary>
    /// <exception cref="ChangeCutException">A planted fault ends the change here. Don't catch it: what was done stays done.</exception>
    public void PartDone()
    {
        if (++_partsDone == CutAfter)
        {
            throw new ChangeCutException();
        }
    }
}
