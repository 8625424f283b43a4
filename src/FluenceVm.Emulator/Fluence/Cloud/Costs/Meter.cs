using System.Text.Json.Serialization;

namespace FluenceVm.Emulator.Fluence.Cloud.Costs;

/// <summary>What one thing costs, second by second, for as long as it was billed.</summary>
internal sealed class Meter
{
    public Guid ResourceId { get; set; }

    /// <summary>What it is, in the service's words: <c>VM</c>, <c>STORAGE</c> or <c>PUBLIC_IP</c>.</summary>
    public string Type { get; set; } = string.Empty;

    public string Name { get; set; } = string.Empty;

    public Guid ClusterId { get; set; }

    /// <summary>A VM's size.</summary>
    public string? Configuration { get; set; }

    /// <summary>Whether a disk is kept in several copies.</summary>
    public bool? IsReplicated { get; set; }

    public List<MeterSpan> Spans { get; set; } = [];

    [JsonIgnore]
    public MeterSpan? Running => Spans.Count > 0 && Spans[Spans.Count - 1].To is null ? Spans[Spans.Count - 1] : null;

    /// <summary>For how long it was billed between two seconds, and what that cost.</summary>
    public (long Seconds, decimal Cost) Within(long from, long to)
    {
        var (seconds, cost) = (0L, 0m);
        foreach (var span in Spans)
        {
            var (spanSeconds, spanCost) = span.Within(from, to);
            (seconds, cost) = (seconds + spanSeconds, cost + spanCost);
        }
        return (seconds, cost);
    }
}

/// <summary>A time in which the price didn't change. Times are seconds since 1970.</summary>
internal sealed class MeterSpan
{
    public long From { get; set; }

    /// <summary>The second at which it ended; null while it runs.</summary>
    public long? To { get; set; }

    /// <summary>USD a second, all of the quantity.</summary>
    public decimal Price { get; set; }

    /// <summary>USD that count at its beginning, with all of its time; null if it is billed by the second.</summary>
    public decimal? Prepaid { get; set; }

    /// <summary>How many: GB of a disk, 1 of other things.</summary>
    public long Quantity { get; set; }

    /// <summary>How many of its seconds lie between two times.</summary>
    public long SecondsWithin(long from, long to) => Math.Max(0, Math.Min(To ?? long.MaxValue, to) - Math.Max(From, from));

    /// <summary>How many of its seconds count between two times, and what they cost.</summary>
    public (long Seconds, decimal Cost) Within(long from, long to)
    {
        if (Prepaid is not { } whole)
        {
            var seconds = SecondsWithin(from, to);
            return (seconds, seconds * Price);
        }
        return From >= from && From < to ? (To!.Value - From, whole) : (0, 0);
    }
}
