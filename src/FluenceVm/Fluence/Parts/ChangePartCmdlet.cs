using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;

namespace FluenceVm.Fluence.Parts;

/// <summary>A cmdlet that does something to things of one kind; one thing's failure is its own.</summary>
/// <typeparam name="T">The kind.</typeparam>
public abstract class ChangePartCmdlet<T> : FluenceCmdlet
    where T : class
{
    private readonly List<Reference> _references = [];

    private protected ChangePartCmdlet()
    {
    }

    /// <summary>What the user named for one input.</summary>
    private protected abstract IEnumerable<Reference> Named { get; }

    /// <summary>The things that were named, each once; the error of each that isn't there is written.</summary>
    private protected abstract Task<IReadOnlyList<T>> FindAsync(
        IFluenceClient client, IReadOnlyList<Reference> references, CancellationToken cancellationToken);

    /// <summary>Asks, and does the work of one thing.</summary>
    private protected abstract Task ChangeAsync(IFluenceClient client, T part, CancellationToken cancellationToken);

    private protected sealed override Task ProcessAsync(CancellationToken cancellationToken)
    {
        _references.AddRange(Named);
        return Task.CompletedTask;
    }

    private protected sealed override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_references.Count == 0)
        {
            return;
        }
        var client = await OpenAsync(cancellationToken);
        var found = await FindAsync(client, _references, cancellationToken);
        await ForEachItemAsync(found, part => ChangeAsync(client, part, cancellationToken));
    }

    private protected void WriteFailure(CmdletException error) => WriteFailure(error, error.Target);
}
