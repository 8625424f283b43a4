using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Http;
using FluenceVm.Completion;
using FluenceVm.Model;

namespace FluenceVm.Connections;

/// <summary>A context that is alive: what <c>Connect-Fluence</c> hands out.</summary>
internal sealed class FluenceSession : FluenceContext, IDisposable
{
    private readonly FluenceConnection _connection;
    private bool _closed;

    public FluenceSession(FluenceConnection connection) => _connection = connection;

    /// <summary>What a tab key may complete to on this connection.</summary>
    public CompletionCache Completions { get; } = new();

    /// <inheritdoc/>
    public override FluenceApiVersion ApiVersion => _connection.ApiVersion;

    public Task<IFluenceClient> OpenAsync(Action<RequestReport> observer, CancellationToken cancellationToken) =>
        _closed ? throw Errors.CmdletException.ConnectionClosed(this) : _connection.OpenAsync(observer, cancellationToken);

    public void Dispose()
    {
        _closed = true;
        _connection.Dispose();
    }
}
