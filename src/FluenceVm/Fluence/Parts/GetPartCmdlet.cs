using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Parts;

/// <summary>A cmdlet that lists things of one kind, all or those that are named.</summary>
/// <typeparam name="T">The kind.</typeparam>
public abstract class GetPartCmdlet<T> : FluenceCmdlet
    where T : class
{
    private readonly List<Reference> _references = [];

    private protected GetPartCmdlet()
    {
    }

    /// <summary>What the user named; the attributes are the cmdlet's own.</summary>
    public abstract Reference[] Id { get; set; }

    private protected abstract PartFinder<T> Finder { get; }

    /// <summary>Lists every thing of the kind.</summary>
    private protected virtual Task ListAsync(IFluenceClient client, Action<T> output, CancellationToken cancellationToken) =>
        Finder.ListAsync(client, output, cancellationToken);

    /// <summary>Whether a thing is wanted, beside its name.</summary>
    private protected virtual bool Matches(T part) => true;

    private protected sealed override bool TryKeep()
    {
        _references.AddRange(Id);
        return true;
    }

    private protected sealed override async Task EndAsync(CancellationToken cancellationToken)
    {
        // An empty pipeline asks for nothing; without this it would ask for everything.
        if (MyInvocation.ExpectingInput && _references.Count == 0)
        {
            return;
        }
        var names = new NameFilter([.. _references.Select(reference => reference.Text)]);
        var client = await OpenAsync(cancellationToken);
        await ListAsync(client, Output, cancellationToken);
        foreach (var missing in names.UnmetLiterals)
        {
            WriteFailure(Finder.NotFound(missing), missing);
        }

        void Output(T item)
        {
            var part = (IPart)item;
            if ((names.Matches(part.Id) | names.Matches(part.Name)) && Matches(item))
            {
                Write(item);
            }
        }
    }
}
