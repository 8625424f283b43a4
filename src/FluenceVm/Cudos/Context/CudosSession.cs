using FluenceVm.Clouds.Cudos;
using FluenceVm.Clouds.Cudos.Checks;
using FluenceVm.Clouds.Http;
using FluenceVm.Clouds.Journal;
using FluenceVm.Clouds.Json;
using FluenceVm.Engine;
using FluenceVm.Model;

namespace FluenceVm.Cudos.Context;

/// <summary>A context that is alive: what <c>Connect-Cudos</c> hands out.</summary>
internal sealed class CudosSession : CudosContext, IDisposable
{
    private readonly CudosConnection _connection;
    private bool _closed;

    public CudosSession(CudosConnection connection) => _connection = connection;

    /// <summary>What a tab key may complete to on this connection.</summary>
    internal CompletionCache Completions { get; } = new();

    public CudosClient Open(Action<RequestReport> observer, Action<ReadProblem> problems) =>
        _closed ? throw CudosErrors.ConnectionClosed(this) : _connection.Open(observer, problems);

    /// <summary>A check-up of what the connection is made of.</summary>
    public CudosCheckup NewCheckup() => _closed ? throw CudosErrors.ConnectionClosed(this) : _connection.NewCheckup();

    /// <summary>The journal of the account that this connection acts for.</summary>
    public async Task<OperationJournal> OpenJournalAsync(CancellationToken cancellationToken) =>
        new(new JournalHome(), await _connection.GetAccountAsync(cancellationToken));

    public void Dispose()
    {
        _closed = true;
        _connection.Dispose();
    }
}
