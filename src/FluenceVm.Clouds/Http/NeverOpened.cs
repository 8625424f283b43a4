using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace FluenceVm.Clouds.Http;

/// <summary>Whether a failed attempt certainly sent nothing: its connection was never opened.</summary>
internal static class NeverOpened
{
    // Names of System.Net.Http.HttpRequestError, which .NET Standard doesn't know: PowerShell 7.4 and later have it.
    private static readonly string[] Before = ["NameResolutionError", "ConnectionError", "SecureConnectionError", "ProxyTunnelError"];

    public static bool Was(HttpRequestException exception) => Before.Contains(ErrorOf(exception)) || exception.InnerException switch
    {
        // A failure while reading or writing comes wrapped in an IOException; one before that does not.
        SocketException => true,
        AuthenticationException => true,
        WebException web => web.Status is WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ConnectFailure
            or WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure or WebExceptionStatus.ProxyNameResolutionFailure,
        _ => false,
    };

    /// <summary>Whether a proxy refused to open a tunnel, which it will do again.</summary>
    public static bool WasProxy(HttpRequestException exception) => ErrorOf(exception) == "ProxyTunnelError";

    private static string? ErrorOf(HttpRequestException exception) =>
        exception.GetType().GetProperty("HttpRequestError")?.GetValue(exception)?.ToString();
}
