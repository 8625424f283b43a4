using System.Net;

namespace FluenceVm.Clouds.Http;

/// <summary>The network stack of each edition of PowerShell, set up alike.</summary>
internal static class Network
{
    // Long enough to reuse connections, short enough to notice a changed address in the DNS.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    /// <summary>What sends the requests of one pipeline.</summary>
    /// <param name="endpoint">Where to.</param>
    public static HttpMessageHandler Create(Uri endpoint)
    {
#if NET
        return new SocketsHttpHandler
        {
            PooledConnectionLifetime = ConnectionLifetime,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            UseCookies = false,
            UseProxy = MayUseProxy(endpoint),
        };
#else
        Tls.Modernise();
        ServicePointManager.FindServicePoint(endpoint).ConnectionLeaseTimeout = (int)ConnectionLifetime.TotalMilliseconds;
        return new HttpClientHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            UseCookies = false,
            // It would open two connections to a host, so that everything else waits for a long list.
            MaxConnectionsPerServer = int.MaxValue,
            UseProxy = MayUseProxy(endpoint),
        };
#endif
    }

    // A proxy would get what is sent to this machine itself over http in clear text, the key included.
    private static bool MayUseProxy(Uri endpoint) => !endpoint.IsLoopback;
}
