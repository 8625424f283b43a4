using FluenceVm.Clouds.Http;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence;

/// <summary>A connection to Fluence: its key, its HTTP pipeline, and the generation once it is known. Safe for many callers at once.</summary>
public sealed class FluenceConnection : IDisposable
{
    private readonly FluenceConnectionOptions _options;

    /// <summary>Prepares a connection; nothing is sent before the first call.</summary>
    /// <param name="options">Where to and as whom.</param>
    /// <exception cref="ArgumentException">The endpoint is not absolute, or is <c>http</c> and not loopback.</exception>
    public FluenceConnection(FluenceConnectionOptions options)
    {
        _options = options ?? throw new ArgumentNullException(nameof(options));
        ApiVersion = options.ApiVersion;
    }

    /// <summary>Where it leads.</summary>
    public Uri Endpoint => _options.Endpoint;

    /// <summary>The generation; <see cref="FluenceApiVersion.Auto"/> until the first call has found it.</summary>
    public FluenceApiVersion ApiVersion { get; private set; }

    /// <summary>A client of the connection's generation, which is found out by a read where it isn't known yet.</summary>
    /// <param name="observer">Is told of every attempt of a request that this client makes.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IFluenceClient> OpenAsync(Action<RequestReport>? observer, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Closes the connections that are kept open.</summary>
    public void Dispose()
    {
    }
}
