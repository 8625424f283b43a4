using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Http;
using FluenceVm.Clouds.Journal;
using FluenceVm.Emulator;
using FluenceVm.Engine;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Context;

/// <summary>A context that is alive: what <c>Connect-Fluence</c> hands out.</summary>
internal sealed class FluenceSession : FluenceContext, IDisposable
{
    private readonly FluenceConnection _connection;
    private readonly Func<DateTimeOffset>? _clock;
    private readonly string? _scratch;
    private bool _closed;

    /// <summary>A session on a connection.</summary>
    /// <param name="connection">The connection; disposed with the session.</param>
    /// <param name="emulator">
    /// The emulator behind it; null for a service. Its orders age by its steps too, and are kept only for as long as the
    /// session lives: every emulator makes up the same ids again, so what one of them sold says nothing of the next.
    /// </param>
    public FluenceSession(FluenceConnection connection, VmEmulator? emulator)
    {
        _connection = connection;
        _clock = emulator is null ? null : () => DateTimeOffset.UtcNow + emulator.Stepped;
        _scratch = emulator is not null ? Path.Combine(Path.GetTempPath(), "FluenceVm-" + Guid.NewGuid().ToString("N")) : null;
        Orders = new OrderJournal(_scratch);
    }

    /// <summary>Where this connection's orders are written down.</summary>
    internal OrderJournal Orders { get; }

    /// <summary>What a tab key may complete to on this connection.</summary>
    internal CompletionCache Completions { get; } = new();

    /// <inheritdoc/>
    public override FluenceApiVersion ApiVersion => _connection.ApiVersion;

    public Task<IFluenceClient> OpenAsync(Action<RequestReport> observer, CancellationToken cancellationToken) =>
        _closed ? throw CmdletException.ConnectionClosed(this) : _connection.OpenAsync(observer, cancellationToken);

    /// <summary>Places and settles orders on this connection.</summary>
    /// <param name="client">The connection's client.</param>
    /// <param name="grace">How long an order whose answer was lost is looked for.</param>
    /// <param name="responseLost">Is told of such an order.</param>
    public OrderService PlaceOrders(IFluenceClient client, TimeSpan grace = default, Action<Order>? responseLost = null) =>
        new(client, Endpoint, Orders, _clock) { Grace = grace, ResponseLost = responseLost };

    public void Dispose()
    {
        _closed = true;
        _connection.Dispose();
        if (_scratch is not null && Directory.Exists(_scratch))
        {
            Directory.Delete(_scratch, recursive: true);
        }
    }
}
