using System.Security;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Checks;
using FluenceVm.Clouds.Http;
using FluenceVm.Clouds.Json;
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
    private ServiceIntroduction? _introduction;
    private readonly LatestReports _latest = new();
    private bool _closed;

    /// <summary>A session on a connection.</summary>
    /// <param name="connection">The connection; disposed with the session.</param>
    /// <param name="emulator">The emulator behind it; null for a service.</param>
    public FluenceSession(FluenceConnection connection, VmEmulator? emulator)
    {
        _connection = connection;
        _clock = emulator is null ? null : () => DateTimeOffset.UtcNow + emulator.Stepped;
    }

    /// <summary>Stands for the environment variables that the session was made from; null if it was made otherwise.</summary>
    internal string? Origin { get; init; }

    /// <summary>What a tab key may complete to on this connection.</summary>
    internal CompletionCache Completions { get; } = new();

    /// <summary>The service's time; an emulator may have been moved on.</summary>
    internal DateTimeOffset Now => _clock?.Invoke() ?? DateTimeOffset.UtcNow;

    /// <inheritdoc/>
    public override string ApiVersion => _connection.ApiVersion.ToString();

    /// <inheritdoc/>
    public override string? AccountId => _introduction?.AccountId;

    /// <inheritdoc/>
    public override string? ServiceVersion => _introduction?.ServiceVersion;

    /// <inheritdoc/>
    public override IReadOnlyList<string>? Permissions => ItemList.OrNull(_introduction?.Permissions);

    /// <summary>Asks the service who it is, and whom it takes the key for.</summary>
    public async Task IntroduceAsync(CancellationToken cancellationToken) =>
        _introduction = await _connection.IntroduceAsync(cancellationToken);

    /// <summary>Whether a key is the one that the session uses.</summary>
    internal bool HasKey(SecureString key) => _connection.HasKey(key);

    /// <summary>The latest requests, one line each; null if there were none.</summary>
    internal string? LatestRequests => _latest.Text;

    public Task<IFluenceClient> OpenAsync(
        Action<RequestReport> observer, Action<ReadProblem> problems, Action<string> warn, CancellationToken cancellationToken) =>
        _closed
            ? throw CmdletException.ConnectionClosed(this)
            : _connection.OpenAsync((Action<RequestReport>)_latest.Add + observer, problems, warn, cancellationToken);

    /// <summary>Whose VMs these are, for a question.</summary>
    public string DescribeAccount() => Account is not null ? $"{Account} ({Endpoint})"
        : Emulator ? Messages.AccountOfEmulator
        : ApiKeyHint is null ? Endpoint.ToString()
        : Text.Of(nameof(Messages.AccountOfKey), Endpoint, ApiKeyHint);

    /// <summary>A check-up of what the connection is made of.</summary>
    public FluenceCheckup NewCheckup() => _closed ? throw CmdletException.ConnectionClosed(this) : _connection.NewCheckup();

    /// <summary>The journal of the connection's account.</summary>
    public async Task<OperationJournal> JournalAsync(JournalHome home, CancellationToken cancellationToken) =>
        new(home, await _connection.GetAccountAsync(cancellationToken), _clock);

    public void Dispose()
    {
        _closed = true;
        _connection.Dispose();
    }
}
