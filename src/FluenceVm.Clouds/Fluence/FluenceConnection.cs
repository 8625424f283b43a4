using System.Security;
using FluenceVm.Clouds.Fluence.Checks;
using FluenceVm.Clouds.Fluence.Cloud;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Cloud.Catalogue;
using FluenceVm.Clouds.Fluence.Market;
using FluenceVm.Clouds.Fluence.Market.Wire;
using FluenceVm.Clouds.Http;
using FluenceVm.Clouds.Journal;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence;

/// <summary>
/// A connection to Fluence: its key, its HTTP pipeline, and the generation once it is known. Safe for many callers at once.
/// </summary>
public sealed class FluenceConnection : IDisposable
{
    // An emulator may listen on another port each time it is started.
    private static readonly Uri EmulatorAddress = new("emulator://fluence/");
    private readonly FluenceConnectionOptions _options;
    private readonly ApiKey _key;
    private readonly ServicePipeline _pipeline;
    private readonly SemaphoreSlim _settling = new(1);
    private readonly CloudMemory _memory = new();
    private int _version;
    private volatile ServiceIntroduction? _introduction;
    private volatile string? _emulator;

    /// <summary>Prepares a connection; nothing is sent before the first call.</summary>
    /// <param name="options">Where to and as whom.</param>
    /// <exception cref="ArgumentException">The endpoint is not absolute, or is <c>http</c> and not loopback; or there is no
    /// key.</exception>
    public FluenceConnection(FluenceConnectionOptions options)
    {
        _options = options ?? throw new ArgumentNullException(nameof(options));
        _version = (int)options.ApiVersion;
        WarmUp();
        _key = new ApiKey(options.ApiKey);
        _pipeline = new ServicePipeline(options.Endpoint, _key, options.Transport, options.Timeout, options.TimeProvider);
    }

    /// <summary>Where it leads.</summary>
    public Uri Endpoint => _options.Endpoint;

    /// <summary>The generation; <see cref="FluenceApiVersion.Auto"/> until the first call has found it.</summary>
    public FluenceApiVersion ApiVersion => (FluenceApiVersion)Volatile.Read(ref _version);

    /// <summary>A client of the connection's generation. A response with a field that it can't read makes its calls fail.</summary>
    /// <param name="observer">Is told of every attempt of a request that this client makes.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FluenceApiException">The service refused the read that finds out its generation.</exception>
    public Task<IFluenceClient> OpenAsync(Action<RequestReport>? observer, CancellationToken cancellationToken) =>
        OpenAsync(observer, null, null, cancellationToken);

    /// <summary>A client of the connection's generation, which is found out by a read if it isn't known yet.</summary>
    /// <param name="observer">Is told of every attempt of a request that this client makes.</param>
    /// <param name="problems">
    /// Is told of every object with a field that couldn't be read, after the objects of its response; a call then fails only for a field
    /// that it needs itself.
    /// </param>
    /// <param name="warn">Is told what a user should know although nothing failed, such as what the key may not read.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FluenceApiException">The service refused the read that finds out its generation.</exception>
    /// <exception cref="NotSupportedException">The service is too old.</exception>
    public async Task<IFluenceClient> OpenAsync(
        Action<RequestReport>? observer, Action<ReadProblem>? problems, Action<string>? warn, CancellationToken cancellationToken)
    {
        if (ApiVersion == FluenceApiVersion.Auto)
        {
            await SettleAsync(observer, cancellationToken);
            WarmUp();
        }
        var requests = new FluenceRequests(_pipeline, ApiVersion, observer, warn, problems, _options.Clock);
        return ApiVersion switch
        {
            FluenceApiVersion.MarketV2 => new MarketV2Client(requests),
            FluenceApiVersion.MarketV3 => new MarketV3Client(requests),
            _ => new CloudClient(requests, _memory),
        };
    }

    /// <summary>
    /// Whose account it is: an emulator's own, else the one that the service names, else the one that the key stands for.
    /// </summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FluenceApiException">The service refused to name it, for another reason than a missing right.</exception>
    public async Task<Account> GetAccountAsync(CancellationToken cancellationToken)
    {
        if ((_options.EmulatorId ?? await FindEmulatorAsync(cancellationToken)) is { Length: > 0 } emulator)
        {
            return new Account(EmulatorAddress, $"{emulator}-{_key.AccountId}");
        }
        var introduction = await IntroduceAsync(cancellationToken);
        return new Account(Endpoint, introduction.AccountId ?? _key.AccountId);
    }

    /// <summary>What the service says of itself and of the account of the key; asked for once.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FluenceApiException">The service refused the key.</exception>
    public async Task<ServiceIntroduction> IntroduceAsync(CancellationToken cancellationToken) => _introduction ??=
        await OpenAsync(null, cancellationToken) is CloudClient cloud
            ? await cloud.IntroduceAsync(cancellationToken)
            : new ServiceIntroduction();

    /// <summary>Whether a key is the one of this connection.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="ArgumentException">It can't be the key of any connection.</exception>
    public bool HasKey(SecureString key) => _key.Matches(key);

    /// <summary>A check-up of what this connection is made of.</summary>
    public FluenceCheckup NewCheckup() => new(_options);

    /// <summary>Closes the connections that are kept open.</summary>
    public void Dispose()
    {
        // Not the semaphore: it holds no handle, and somebody may be waiting for it.
        _pipeline.Dispose();
    }

    // Cloud is what an unknown generation most likely is.
    private void WarmUp()
    {
        if (ApiVersion is FluenceApiVersion.MarketV2 or FluenceApiVersion.MarketV3)
        {
            MarketWarmUp.Start();
        }
        else
        {
            CloudWarmUp.Start();
        }
    }

    // One that another process runs says it itself; empty if it is none.
    private async Task<string> FindEmulatorAsync(CancellationToken cancellationToken) => _emulator ??= _key.IsOfEmulator
        ? await new EmulatorProbe(_pipeline).FindAsync(cancellationToken)
        : string.Empty;

    private async Task SettleAsync(Action<RequestReport>? observer, CancellationToken cancellationToken)
    {
        await _settling.WaitAsync(cancellationToken);
        try
        {
            if (ApiVersion == FluenceApiVersion.Auto)
            {
                var probe = new GenerationProbe(_pipeline, observer);
                Volatile.Write(ref _version, (int)await probe.FindAsync(cancellationToken));
            }
        }
        finally
        {
            _settling.Release();
        }
    }
}
