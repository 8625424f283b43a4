using System.Management.Automation;
using FluenceVm.Cudos;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Model;

namespace FluenceVm.Catalogue;

/// <summary>A cmdlet that lists what every connected cloud has. One that is down is an error, and the other still comes.</summary>
/// <typeparam name="T">What is listed.</typeparam>
public abstract class CatalogueCmdlet<T> : AsyncCmdlet
    where T : class
{
    private readonly List<string> _ids = [];

    private protected CatalogueCmdlet()
    {
    }

    /// <summary>Only these clouds; by default every one that is connected.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public Cloud[] Cloud { get; set; } = [];

    /// <summary>What the cmdlet's <c>-Id</c> names; wildcards are allowed.</summary>
    private protected abstract IEnumerable<Reference> Asked { get; }

    /// <summary>Lists what one cloud has.</summary>
    private protected abstract Task ListAsync(ICatalogueSource source, Action<T> output, CancellationToken cancellationToken);

    /// <summary>Whether an item has one of the wanted ids, and passes the cmdlet's own filters.</summary>
    private protected abstract bool Matches(NameFilter ids, T item);

    private protected abstract CmdletException NotFound(string id);

    /// <summary>Called once everything was listed.</summary>
    private protected virtual void EndList()
    {
    }

    private protected sealed override bool TryKeep()
    {
        _ids.AddRange(Asked.Select(reference => reference.Text));
        return true;
    }

    private protected sealed override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (MyInvocation.ExpectingInput && _ids.Count == 0)
        {
            return;
        }
        var ids = new NameFilter(_ids);
        var complete = true;
        foreach (var source in await SourcesAsync())
        {
            try
            {
                await ListAsync(source, Output, cancellationToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                complete = false;
                WriteFailure(error, source.Cloud);
            }
        }
        // Of a cloud that didn't answer nobody knows what it has.
        foreach (var missing in complete ? ids.UnmetLiterals : [])
        {
            WriteFailure(NotFound(missing), missing);
        }
        EndList();

        void Output(T item)
        {
            if (Matches(ids, item))
            {
                Write(item);
            }
        }
    }

    private async Task<IReadOnlyList<ICatalogueSource>> SourcesAsync()
    {
        var sources = new List<ICatalogueSource>();
        if (IsWanted(Model.Cloud.Fluence) && await AskAsync(() => Connections.CurrentFluence(mayFetch: true)) is { } fluence)
        {
            sources.Add(new FluenceCatalogue(this, fluence));
        }
        if (IsWanted(Model.Cloud.Cudos) && Connections.Cudos is { } cudos)
        {
            sources.Add(new CudosCatalogue(this, cudos));
        }
        if (Cloud.Length == 0 && sources.Count == 0)
        {
            throw CudosErrors.NotConnectedToAny();
        }
        foreach (var missing in Cloud.Except(sources.Select(source => source.Cloud)))
        {
            throw missing == Model.Cloud.Cudos ? CudosErrors.NotConnected() : CmdletException.NotConnected();
        }
        return sources;
    }

    private bool IsWanted(Cloud cloud) => Cloud.Length == 0 || Cloud.Contains(cloud);
}
