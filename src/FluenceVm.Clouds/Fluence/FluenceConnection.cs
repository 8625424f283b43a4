using FluenceVm.Clouds.Fluence.Cloud;
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
    private int _version;

    /// <summary>Prepares a connection; nothing is sent before the first call.</summary>
    /// <param name="options">Where to and as whom.</param>
    /// <exception cref="ArgumentException">The endpoint is not absolute, or is <c>http</c> and not loopback; or there is no
    /// key.</exception>
    public FluenceConnection(FluenceConnectionOptions options)
    {
        _options = options ?? throw new ArgumentNullException(nameof(options));
        _version = (int)options.ApiVersion;
        ReaderWarmUp.Start();
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
        OpenAsync(observer, null, cancellationToken);

    /// <summary>A client of the connection's generation, which is found out by a read if it isn't known yet.</summary>
    /// <param name="observer">Is told of every attempt of a request that this client makes.</param>
    /// <param name="problems">
    /// Is told of every object with a field that couldn't be read, after the objects of its response; a call then fails only for a field
    /// that it needs itself.
    /// </param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FluenceApiException">The service refused the read that finds out its generation.</exception>
    public async Task<IFluenceClient> OpenAsync(
        Action<RequestReport>? observer, Action<ReadProblem>? problems, CancellationToken cancellationToken)
    {
        if (ApiVersion == FluenceApiVersion.Auto)
        {
            await SettleAsync(observer, cancellationToken);
        }
        FluenceRequests Requests(FluenceApiVersion generation) => new(_pipeline, generation, observer, problems: problems);
        return ApiVersion switch
        {
            FluenceApiVersion.MarketV2 => new MarketV2Client(Requests(FluenceApiVersion.MarketV2)),
            FluenceApiVersion.MarketV3 => new MarketV3Client(Requests(FluenceApiVersion.MarketV3)),
            _ => new CloudClient(Requests(FluenceApiVersion.Cloud)),
        };
    }

    /// <summary>Whose account it is: an emulator's own, else the one that the key belongs to.</summary>
    public Account GetAccount() => _options.EmulatorId is { } emulator
        ? new Account(EmulatorAddress, emulator)
        : new Account(Endpoint, _key.AccountId);

    /// <summary>Closes the connections that are kept open.</summary>
    public void Dispose()
    {
        // Not the semaphore: it holds no handle, and somebody may be waiting for it.
        _pipeline.Dispose();
    }

    private async Task SettleAsync(Action<RequestReport>? observer, CancellationToken cancellationToken)
    {
        await _settling.WaitAsync(cancellationToken);
        try
        {
            if (ApiVersion == FluenceApiVersion.Auto)
            {
                Volatile.Write(ref _version, (int)await FindAsync(observer, cancellationToken));
            }
        }
        finally
        {
            _settling.Release();
        }
    }

    // Each generation is known by its list of VMs, of which only the beginning is awaited: v2 deletes through vms/v3 already, so
    // other routes below it may exist there too. The newest comes first: it is what the public service is, and where a service
    // has several it is the one to speak.
    private async Task<FluenceApiVersion> FindAsync(Action<RequestReport>? observer, CancellationToken cancellationToken)
    {
        FluenceApiException? refusal = null;
        try
        {
            using var response = await ReadAsync("v2/vms?perPage=1", FluenceApiVersion.Cloud);
            if (await BeginsWithAsync(response, '{', cancellationToken))
            {
                return FluenceApiVersion.Cloud;
            }
        }
        catch (FluenceApiException exception) when (exception.Status is 401 or 403 or 404 or 405)
        {
            // An older service may refuse a key in this generation's header before it says that it has no such route.
            refusal = exception.Status is 401 or 403 ? exception : null;
        }
        try
        {
            using var response = await ReadAsync("vms/v3", FluenceApiVersion.MarketV3);
            return FluenceApiVersion.MarketV3;
        }
        catch (FluenceApiException exception) when (exception.Status is 404 or 405)
        {
            return refusal is null ? FluenceApiVersion.MarketV2 : throw refusal;
        }

        Task<Response> ReadAsync(string path, FluenceApiVersion generation) =>
            new FluenceRequests(_pipeline, generation, observer).GetAsync(path, cancellationToken);
    }

    // Some servers answer whatever they are asked for with the same list.
    private static async Task<bool> BeginsWithAsync(Response response, char letter, CancellationToken cancellationToken)
    {
        var buffer = new byte[1];
        while (response.Body.FirstByte is null && await response.Body.ReadAsync(buffer, 0, 1, cancellationToken) > 0)
        {
        }
        return response.Body.FirstByte == (byte)letter;
    }
}
