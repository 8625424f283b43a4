using System.Net;
using System.Net.Sockets;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Checks;

/// <summary>The way to a service: its name, the proxy in between, and the secure connection.</summary>
internal sealed class NetworkCheck(CheckReport report, Uri endpoint)
{
    /// <summary>Looks at each part of the way.</summary>
    /// <param name="failure">Why a request had no response just now; null if it had one.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task RunAsync(Exception? failure, CancellationToken cancellationToken)
    {
        var proxy = ProxyOf(endpoint);
        await CheckNameAsync(proxy, cancellationToken);
        CheckProxy(proxy, failure);
        if (endpoint.Scheme != Uri.UriSchemeHttps)
        {
            report.Pass(CheckNames.Tls, Messages.CheckTlsLocal);
        }
        else if (proxy is null)
        {
            await TlsCheck.RunAsync(report, endpoint, cancellationToken);
        }
        else
        {
            CheckTlsBehindProxy(failure);
        }
    }

    /// <summary>Nothing of it matters to a service in this process.</summary>
    public static void Skip(CheckReport report)
    {
        foreach (var check in (string[])[CheckNames.Dns, CheckNames.Proxy, CheckNames.Tls])
        {
            report.Pass(check, Messages.CheckInProcess);
        }
    }

    /// <summary>The proxy's address without the credentials in it; null if requests go directly.</summary>
    internal static Uri? ProxyOf(Uri endpoint) =>
        endpoint.IsLoopback || WebRequest.GetSystemWebProxy() is not { } proxies || proxies.IsBypassed(endpoint)
            || proxies.GetProxy(endpoint) is not { } proxy || proxy == endpoint
            ? null
            : new Uri(proxy.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped));

    private async Task CheckNameAsync(Uri? proxy, CancellationToken cancellationToken)
    {
        if (endpoint.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6)
        {
            report.Pass(CheckNames.Dns, Messages.CheckDnsNumber);
            return;
        }
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(endpoint.IdnHost);
            cancellationToken.ThrowIfCancellationRequested();
            report.Pass(CheckNames.Dns, $"{endpoint.Host}: {string.Join(", ", addresses.Select(address => address.ToString()))}");
        }
        catch (SocketException) when (proxy is not null)
        {
            report.Unknown(CheckNames.Dns, Messages.CheckDnsByProxy);
        }
        catch (SocketException trouble)
        {
            report.Fail(
                CheckNames.Dns, Text.Of(nameof(Messages.CheckDnsFailed), endpoint.Host, trouble.Message), Messages.CheckDnsAdvice);
        }
    }

    private void CheckProxy(Uri? proxy, Exception? failure)
    {
        switch (failure)
        {
            case CloudConnectionException { IsFinal: true }:
                report.Fail(CheckNames.Proxy, failure.Message, Messages.CheckProxyAdvice);
                break;
            case null:
                report.Pass(CheckNames.Proxy, proxy is null ? Messages.CheckProxyNone : Text.Of(nameof(Messages.CheckProxy), proxy));
                break;
            default:
                Undecided(proxy);
                break;
        }
    }

    private void Undecided(Uri? proxy)
    {
        if (proxy is null)
        {
            report.Pass(CheckNames.Proxy, Messages.CheckProxyNone);
        }
        else
        {
            report.Unknown(CheckNames.Proxy, Text.Of(nameof(Messages.CheckProxyUnknown), proxy));
        }
    }

    // Only the stack that speaks with the proxy sees the certificate, and it hands on nothing but its judgement.
    private void CheckTlsBehindProxy(Exception? failure)
    {
        if (failure is null)
        {
            report.Pass(CheckNames.Tls, Messages.CheckTlsBehindProxy);
        }
        else if (failure.InnerException?.GetBaseException() is System.Security.Authentication.AuthenticationException refused)
        {
            report.Fail(CheckNames.Tls, Json.Printable.Line(refused.Message, 200), Messages.CheckTlsAdviceTrust);
        }
        else
        {
            report.Unknown(CheckNames.Tls, Messages.CheckNotReached);
        }
    }
}
