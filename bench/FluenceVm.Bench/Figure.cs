using System.Globalization;

namespace FluenceVm.Bench;

/// <summary>One line of the table: a figure of the module beside one of what a user would take instead.</summary>
/// <param name="What">What is measured.</param>
/// <param name="Ours">The module's runs.</param>
/// <param name="Theirs">The runs that it is compared with.</param>
/// <param name="Other">What these are of.</param>
/// <param name="Unit">The unit of both.</param>
/// <param name="AtMost">The largest ratio of the medians that is aimed at; null if the line is there for comparison only.</param>
internal sealed record Figure(string What, Sample Ours, Sample Theirs, string Other, string Unit, double? AtMost)
{
    private double Ratio => Ours.Median / Theirs.Median;

    /// <summary>Whether the aim is reached; null if there is none.</summary>
    public bool? Met => AtMost is { } aim ? Ratio <= aim : null;

    /// <summary>The ratio of the medians.</summary>
    public string Result => Times(Ratio);

    /// <summary>The aim.</summary>
    public string Aim => AtMost is { } aim ? $"at most {Times(aim)}" : string.Empty;

    // A figure below one reads better as what it is a part of.
    private static string Times(double ratio) =>
        ratio < 0.995
            ? string.Create(CultureInfo.InvariantCulture, $"1/{1 / ratio:0.#}")
            : string.Create(CultureInfo.InvariantCulture, $"{ratio:0.##}x");
}
