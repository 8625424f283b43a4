using System.Globalization;

namespace FluenceVm.Bench;

/// <summary>The runs of one measurement.</summary>
internal sealed class Sample(IEnumerable<double> runs)
{
    private readonly double[] _sorted = [.. runs.Order()];

    /// <summary>Half of the runs are below it: one slow moment of the machine doesn't show.</summary>
    public double Median => At(0.5);

    /// <summary>How far the middle half of the runs lies apart, as a part of the median.</summary>
    public double Spread => (At(0.75) - At(0.25)) / Median;

    /// <summary>Median and spread, for example <c>105 ms ±4 %</c>; the spread is half of the distance.</summary>
    public string Text(string unit) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Median:#,0.##} {unit}{(Spread >= 0.01 ? $" ±{Spread * 50:0} %" : string.Empty)}");

    // Between two runs the value lies as far as the place does.
    private double At(double part)
    {
        var place = part * (_sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, _sorted.Length - 1);
        return _sorted[below] + ((place - below) * (_sorted[above] - _sorted[below]));
    }
}
