using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine;
using FluenceVm.Fluence.Context;

namespace FluenceVm.Fluence;

/// <summary>Completes from what a connection to Fluence has.</summary>
public abstract class FluenceCompleter : ConnectedCompleter
{
    private protected FluenceCompleter()
    {
    }

    /// <summary>Reads what can be completed to.</summary>
    private protected abstract Task<IReadOnlyList<Candidate>> LoadAsync(IFluenceClient client, CancellationToken cancellationToken);

    private protected sealed override IReadOnlyList<Candidate> Load(object? connection)
    {
        var session = connection as FluenceSession ?? RunspaceConnections.Current.CurrentFluence(mayFetch: false);
        return session is null ? [] : session.Completions.Get(GetType(), async token =>
            await LoadAsync(await session.OpenAsync(_ => { }, _ => { }, _ => { }, token), token));
    }
}
