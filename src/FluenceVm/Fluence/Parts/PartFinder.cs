using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Parts;

/// <summary>Finds things of one kind by what a user wrote: ids, names or objects.</summary>
/// <typeparam name="T">The kind, an <see cref="IPart"/>; public cmdlets of it can't say so.</typeparam>
/// <param name="kind">What the thing is called in a sentence.</param>
/// <param name="noun">The noun of its cmdlets.</param>
/// <param name="list">Lists every thing of the kind.</param>
internal sealed class PartFinder<T>(string kind, string noun, Func<IFluenceClient, Action<T>, CancellationToken, Task> list)
    where T : class
{
    /// <summary>The name of the message about one that isn't there.</summary>
    public string Missing { get; init; } = nameof(Messages.PartNotFound);

    /// <summary>Lists every thing of the kind.</summary>
    public Task ListAsync(IFluenceClient client, Action<T> output, CancellationToken cancellationToken) =>
        list(client, output, cancellationToken);

    /// <summary>Every thing of the kind.</summary>
    public async Task<List<T>> ListAsync(IFluenceClient client, CancellationToken cancellationToken)
    {
        var all = new List<T>();
        await list(client, all.Add, cancellationToken);
        return all;
    }

    /// <summary>The things, each once, in the order in which they were named; they are listed only if one isn't given as an
    /// object.</summary>
    /// <param name="client">Lists them.</param>
    /// <param name="references">What the user named.</param>
    /// <param name="failed">Takes the error of a reference that is none of them, or more than one.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<T>> FindAsync(
        IFluenceClient client,
        IReadOnlyCollection<Reference> references,
        Action<CmdletException> failed,
        CancellationToken cancellationToken)
    {
        var isListed = references.Any(reference => reference.Item is not T);
        return Find(references, isListed ? await ListAsync(client, cancellationToken) : [], failed);
    }

    /// <summary>The one thing that is meant.</summary>
    /// <param name="client">Lists them.</param>
    /// <param name="reference">What the user named.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="CmdletException">It isn't there, or its name is that of several.</exception>
    public async Task<T> FindAsync(IFluenceClient client, Reference reference, CancellationToken cancellationToken)
    {
        CmdletException? error = null;
        var found = await FindAsync(client, [reference], failure => error = failure, cancellationToken);
        return error is null ? found[0] : throw error;
    }

    /// <summary>The things, each once, in the order in which they were named.</summary>
    /// <param name="references">What the user named.</param>
    /// <param name="all">Every thing of the kind.</param>
    /// <param name="failed">Takes the error of a reference that is none of them, or more than one.</param>
    public IReadOnlyList<T> Find(IReadOnlyCollection<Reference> references, List<T> all, Action<CmdletException> failed)
    {
        var found = new List<T>(references.Count);
        var ids = new HashSet<string>();
        foreach (var reference in references)
        {
            T[] matches = reference.Item is T given ? [given] : [.. all.Where(part => IsCalled((IPart)part, reference.Text))];
            if (matches.Length != 1)
            {
                failed(matches.Length == 0 ? NotFound(reference.Text) : Ambiguous(reference.Text, matches.Length));
            }
            else if (ids.Add(((IPart)matches[0]).Id))
            {
                found.Add(matches[0]);
            }
        }
        return found;
    }

    public CmdletException NotFound(string text) => WildcardPattern.ContainsWildcardCharacters(text)
        ? CmdletException.Of(nameof(Messages.PartWildcard), ErrorCategory.InvalidArgument, text, noun, text)
        : CmdletException.Of(Missing, ErrorCategory.ObjectNotFound, text, kind, text, noun);

    private CmdletException Ambiguous(string text, int count) =>
        CmdletException.Of(nameof(Messages.PartAmbiguous), ErrorCategory.InvalidArgument, text, count, kind, text, noun);

    private static bool IsCalled(IPart part, string text) =>
        string.Equals(part.Id, text, StringComparison.OrdinalIgnoreCase)
        || string.Equals(part.Name, text, StringComparison.OrdinalIgnoreCase);
}
