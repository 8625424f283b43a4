using FluenceVm.Engine;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Parts;

/// <summary>Completes things by their names, or by their ids if a name isn't unique.</summary>
internal static class PartCandidates
{
    /// <param name="parts">The things.</param>
    /// <param name="describe">What the tooltip says of one: its size, its state.</param>
    public static IReadOnlyList<Candidate> Of<T>(IReadOnlyCollection<T> parts, Func<T, string> describe)
        where T : IPart
    {
        var unique = parts.GroupBy(part => part.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() == 1);
        var names = new HashSet<string>(unique.Select(group => group.Key).OfType<string>(), StringComparer.OrdinalIgnoreCase);
        return [.. parts.Select(part =>
            new Candidate(part.Name is { } name && names.Contains(name) ? name : part.Id, part.ToString()!, describe(part)))];
    }
}
