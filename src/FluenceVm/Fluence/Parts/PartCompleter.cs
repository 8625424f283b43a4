using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Parts;

/// <summary>Completes things of one kind by their names, or by their ids if a name isn't unique.</summary>
/// <typeparam name="T">The kind.</typeparam>
public abstract class PartCompleter<T> : FluenceCompleter
    where T : class
{
    private protected PartCompleter()
    {
    }

    private protected abstract PartFinder<T> Finder { get; }

    /// <summary>What the tooltip says of a thing: its size, its state.</summary>
    private protected abstract string Describe(T part);

    private protected sealed override async Task<IReadOnlyList<Candidate>> LoadAsync(
        IFluenceClient client, CancellationToken cancellationToken)
    {
        var all = await Finder.ListAsync(client, cancellationToken);
        var unique = all.GroupBy(NameOf, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() == 1);
        var names = new HashSet<string>(unique.Select(group => group.Key).OfType<string>(), StringComparer.OrdinalIgnoreCase);
        return [.. all.Select(part => new Candidate(
            NameOf(part) is { } name && names.Contains(name) ? name : ((IPart)part).Id, part.ToString()!, Describe(part)))];
    }

    private static string? NameOf(T part) => ((IPart)part).Name;
}
