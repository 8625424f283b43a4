using FluenceVm.Clouds.Cudos;
using FluenceVm.Cudos.Context;
using FluenceVm.Engine;

namespace FluenceVm.Cudos;

/// <summary>Completes from what a connection to Cudos Compute has.</summary>
public abstract class CudosCompleter : ConnectedCompleter
{
    private protected CudosCompleter()
    {
    }

    /// <summary>Reads what can be completed to.</summary>
    private protected abstract Task<IReadOnlyList<Candidate>> LoadAsync(
        CudosClient client, CudosSession session, CancellationToken cancellationToken);

    private protected sealed override IReadOnlyList<Candidate> Load(object? connection)
    {
        var session = connection as CudosSession ?? RunspaceConnections.Current.Cudos;
        return session is null
            ? []
            : session.Completions.Get(GetType(), token => LoadAsync(session.Open(_ => { }, _ => { }), session, token));
    }
}
