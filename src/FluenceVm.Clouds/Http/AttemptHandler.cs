using System.Net;
using System.Text.RegularExpressions;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Http;

/// <summary>One attempt: ends it when no headers arrive in time, and says in the model's words why no response came.</summary>
internal sealed class AttemptHandler(TimeSpan timeout, TimeProvider time) : DelegatingHandler
{
    // The runtime names a proxy with the password that its address holds.
    private static readonly Regex Credentials = new("(?<=://)[^/\\s]+(?=@)", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var deadline = time.CreateCancellationTokenSource(timeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return RefuseProxy(request, await base.SendAsync(request, either.Token));
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception exception) when (deadline.IsCancellationRequested)
        {
            throw new TimeoutException(Text.Of(
                nameof(Messages.RequestTimedOut),
                request.RequestUri!.Authority,
                request.Method,
                RequestContext.PathOf(request),
                timeout.TotalSeconds), exception);
        }
        catch (HttpRequestException exception)
        {
            throw Describe(request, exception);
        }
    }

    private static CloudConnectionException Describe(HttpRequestMessage request, HttpRequestException exception)
    {
        var host = request.RequestUri!.Authority;
        var reason = Credentials.Replace(exception.GetBaseException().Message, "***").TrimEnd('.');
        var cause = Credentials.IsMatch(exception.ToString()) ? null : exception;
        if (NeverOpened.Was(exception))
        {
            return NeverOpened.WasProxy(exception)
                ? Proxy(host, reason, cause)
                : new CloudConnectionException(Text.Of(nameof(Messages.ConnectionFailed), host, reason), mayHaveArrived: false, cause);
        }
        var message = Text.Of(nameof(Messages.ConnectionLost), host, request.Method, RequestContext.PathOf(request), reason);
        return new CloudConnectionException(message, mayHaveArrived: true, cause);
    }

    // .NET Framework hands a proxy's refusal on as if it were the service's response; no service has this status.
    private static HttpResponseMessage RefuseProxy(HttpRequestMessage request, HttpResponseMessage response)
    {
        if (response.StatusCode != HttpStatusCode.ProxyAuthenticationRequired)
        {
            return response;
        }
        response.Dispose();
        throw Proxy(request.RequestUri!.Authority, "407", null);
    }

    private static CloudConnectionException Proxy(string host, string reason, Exception? cause) =>
        new(Text.Of(nameof(Messages.ProxyRefused), host, reason), mayHaveArrived: false, cause) { IsFinal = true };
}
