using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
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
            return await base.SendAsync(request, either.Token);
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
        return NeverOpened(exception)
            ? new CloudConnectionException(Text.Of(nameof(Messages.ConnectionFailed), host, reason), mayHaveArrived: false, cause)
            : new CloudConnectionException(
                Text.Of(nameof(Messages.ConnectionLost), host, request.Method, RequestContext.PathOf(request), reason),
                mayHaveArrived: true,
                cause);
    }

    // A failure while reading or writing comes wrapped in an IOException; one before that does not.
    private static bool NeverOpened(HttpRequestException exception) => exception.InnerException switch
    {
        SocketException => true,
        AuthenticationException => true,
        WebException web => web.Status is WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ConnectFailure
            or WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure or WebExceptionStatus.ProxyNameResolutionFailure,
        _ => false,
    };
}
