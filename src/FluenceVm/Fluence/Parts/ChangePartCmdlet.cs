using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Model;

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

    /// <summary>What the user named; the attributes are the cmdlet's own.</summary>
    public abstract Reference[] Id { get; set; }

    /// <summary>Writes each of them, as it is after the change.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected abstract PartFinder<T> Finder { get; }

    /// <summary>The things that were named, each once; the error of each that isn't there is written.</summary>
    private protected virtual Task<IReadOnlyList<T>> FindAsync(
        IFluenceClient client, IReadOnlyList<Reference> references, CancellationToken cancellationToken) =>
        Finder.FindAsync(client, references, WriteFailure, cancellationToken);

    /// <summary>A thing as the service has it now, where a change is worth a read; null if it isn't there any more.</summary>
    private protected virtual Task<T?> ReadAsync(IFluenceClient client, T part, CancellationToken cancellationToken) =>
        Task.FromResult<T?>(part);

    /// <summary>Asks, and does the work of one thing.</summary>
    private protected abstract Task ChangeAsync(IFluenceClient client, T part, CancellationToken cancellationToken);

    private protected sealed override bool TryKeep()
    {
        _references.AddRange(Id);
        return true;
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

    /// <summary>A thing as it is now: since the object was read, it may have changed.</summary>
    /// <exception cref="CmdletException">It isn't there any more.</exception>
    private protected async Task<T> CurrentAsync(IFluenceClient client, T part, CancellationToken cancellationToken) =>
        await ReadAsync(client, part, cancellationToken) ?? throw Finder.NotFound(((IPart)part).Id);

    /// <summary>Writes a thing as the service has it now, if that is wanted.</summary>
    private protected async Task PassAsync(IFluenceClient client, T part, CancellationToken cancellationToken)
    {
        if (PassThru)
        {
            Write(await ReadAsync(client, part, cancellationToken) ?? part);
        }
    }

    private protected void WriteFailure(CmdletException error) => WriteFailure(error, error.Target);
}
