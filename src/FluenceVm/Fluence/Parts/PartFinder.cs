using System.Management.Automation;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Parts;

/// <summary>Finds disks, addresses and the like by what a user wrote: ids, names or objects.</summary>
/// <param name="kind">What the thing is called in a sentence.</param>
/// <param name="noun">The noun of its cmdlets.</param>
/// <param name="missing">The name of the message about one that isn't there.</param>
internal sealed class PartFinder<T>(string kind, string noun, string missing = nameof(Messages.PartNotFound))
    where T : class, IPart
{
    /// <summary>The things, each once, in the order in which they were named.</summary>
    /// <param name="references">What the user named.</param>
    /// <param name="list">Lists every thing of the kind; called once, and only if something isn't given as an object.</param>
    /// <param name="failed">Takes the error of a reference that is none of them, or more than one.</param>
    public async Task<IReadOnlyList<T>> FindAsync(
        IReadOnlyCollection<Reference> references, Func<Action<T>, Task> list, Action<CmdletException> failed)
    {
        var all = new List<T>();
        if (references.Any(reference => reference.Item is not T))
        {
            await list(all.Add);
        }
        return Find(references, all, failed);
    }

    /// <summary>The things, each once, in the order in which they were named.</summary>
    /// <param name="references">What the user named.</param>
    /// <param name="all">Every thing of the kind.</param>
    /// <param name="failed">Takes the error of a reference that is none of them, or more than one.</param>
    public IReadOnlyList<T> Find(IReadOnlyCollection<Reference> references, List<T> all, Action<CmdletException> failed)
    {
        var found = new List<T>(references.Count);
        foreach (var reference in references)
        {
            T[] matches = reference.Item is T given ? [given] : [.. all.Where(part => IsCalled(part, reference.Text))];
            if (matches.Length != 1)
            {
                failed(matches.Length == 0 ? NotFound(reference.Text) : Ambiguous(reference.Text, matches.Length));
            }
            else if (found.TrueForAll(part => part.Id != matches[0].Id))
            {
                found.Add(matches[0]);
            }
        }
        return found;
    }

    /// <summary>The one thing that is meant.</summary>
    /// <param name="reference">What the user named.</param>
    /// <param name="list">Lists every thing of the kind.</param>
    /// <exception cref="CmdletException">It isn't there, or its name is that of several.</exception>
    public async Task<T> FindAsync(Reference reference, Func<Action<T>, Task> list)
    {
        CmdletException? error = null;
        var found = await FindAsync([reference], list, failure => error = failure);
        return error is null ? found[0] : throw error;
    }

    public CmdletException NotFound(string text) => WildcardPattern.ContainsWildcardCharacters(text)
        ? CmdletException.Of(nameof(Messages.PartWildcard), ErrorCategory.InvalidArgument, text, noun, text)
        : CmdletException.Of(missing, ErrorCategory.ObjectNotFound, text, kind, text, noun);

    private CmdletException Ambiguous(string text, int count) =>
        CmdletException.Of(nameof(Messages.PartAmbiguous), ErrorCategory.InvalidArgument, text, count, kind, text, noun);

    private static bool IsCalled(T part, string text) =>
        string.Equals(part.Id, text, StringComparison.OrdinalIgnoreCase)
        || string.Equals(part.Name, text, StringComparison.OrdinalIgnoreCase);
}
