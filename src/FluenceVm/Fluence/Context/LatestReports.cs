using FluenceVm.Clouds.Http;

namespace FluenceVm.Fluence.Context;

/// <summary>The latest requests of a connection.</summary>
internal sealed class LatestReports
{
    private const int Most = 30;
    private readonly Queue<string> _lines = new();

    public void Add(RequestReport report)
    {
        lock (_lines)
        {
            _lines.Enqueue(report.ToString());
            while (_lines.Count > Most)
            {
                _lines.Dequeue();
            }
        }
    }

    /// <summary>One line per request; null if there were none.</summary>
    public string? Text
    {
        get
        {
            lock (_lines)
            {
                return _lines.Count == 0 ? null : string.Join(Environment.NewLine, _lines);
            }
        }
    }
}
