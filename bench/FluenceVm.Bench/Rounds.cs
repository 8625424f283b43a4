using Times = System.Collections.Generic.IReadOnlyDictionary<string, double>;

namespace FluenceVm.Bench;

/// <summary>What is compared runs in turns, so that a slow moment of the machine meets both.</summary>
internal sealed class Rounds
{
    private readonly List<Times> _ours = [];
    private readonly List<Times> _theirs = [];

    public static async Task<Rounds> RunAsync(int count, Func<Task<Times>> ours, Func<Task<Times>> theirs)
    {
        var rounds = new Rounds();
        for (var round = 0; round < count; round++)
        {
            rounds._ours.Add(await ours());
            rounds._theirs.Add(await theirs());
        }
        return rounds;
    }

    /// <summary>The figure of this name, of both.</summary>
    public Figure Compare(string what, string name, string other, string unit, double? atMost) => new(
        what,
        new Sample(_ours.Select(times => times[name])),
        new Sample(_theirs.Select(times => times[name])),
        other,
        unit,
        atMost);

    /// <summary>Two figures of the module's own runs.</summary>
    public Figure Within(string what, string name, string otherName, string other, string unit) => new(
        what,
        new Sample(_ours.Select(times => times[name])),
        new Sample(_ours.Select(times => times[otherName])),
        other,
        unit,
        null);
}
