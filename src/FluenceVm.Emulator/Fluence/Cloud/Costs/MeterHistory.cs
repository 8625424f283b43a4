namespace FluenceVm.Emulator.Fluence.Cloud.Costs;

/// <summary>
/// Meters of things that are gone: the latest one by one, and all earlier ones as what their kind cost in a cluster on each day.
/// So an emulator that runs for long doesn't grow, and no sum by kind, cluster, day or month ever changes.
/// </summary>
internal sealed class MeterHistory
{
    /// <summary>How many are kept one by one.</summary>
    public const int Kept = 1_000;

    private const long Day = 86_400;
    private const string Name = "earlier";
    private readonly Queue<Meter> _latest = new();
    private readonly Dictionary<(string Type, Guid Cluster), Meter> _earlier = [];

    public IEnumerable<Meter> All => _earlier.Values.Concat(_latest);

    /// <summary>Adds the meter of something that has gone, or one that <see cref="All"/> gave before.</summary>
    public void Add(Meter meter)
    {
        if (meter.Name == Name && meter.ResourceId == Guid.Empty)
        {
            _earlier.Add((meter.Type, meter.ClusterId), meter);
            return;
        }
        _latest.Enqueue(meter);
        if (_latest.Count > Kept)
        {
            Fold(_latest.Dequeue());
        }
    }

    private void Fold(Meter meter)
    {
        var key = (meter.Type, meter.ClusterId);
        if (!_earlier.TryGetValue(key, out var earlier))
        {
            earlier = _earlier[key] = new Meter { Name = Name, Type = meter.Type, ClusterId = meter.ClusterId };
        }
        foreach (var span in meter.Spans)
        {
            if (span.Prepaid is { } whole)
            {
                AddTo(earlier, span.From, span.To!.Value - span.From, whole);
                continue;
            }
            for (var day = StartOf(span.From); day < span.To; day += Day)
            {
                var seconds = span.SecondsWithin(day, day + Day);
                AddTo(earlier, day, seconds, seconds * span.Price);
            }
        }
    }

    private static void AddTo(Meter earlier, long second, long seconds, decimal cost)
    {
        if (seconds == 0 && cost == 0)
        {
            return;
        }
        var day = StartOf(second);
        var span = earlier.Spans.FindLast(each => each.From == day);
        if (span is null)
        {
            earlier.Spans.Add(span = new MeterSpan { From = day, To = day, Prepaid = 0 });
        }
        (span.To, span.Prepaid) = (span.To + seconds, span.Prepaid + cost);
    }

    private static long StartOf(long second) => second - (((second % Day) + Day) % Day);
}
