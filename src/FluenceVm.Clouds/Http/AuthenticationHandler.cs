namespace FluenceVm.Clouds.Http;

/// <summary>Puts the key into a request for as long as it is being sent.</summary>
internal sealed class AuthenticationHandler(ApiKey key) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var keyHeaders = RequestContext.Of(request).KeyHeaders;
        key.Write(request.Headers, keyHeaders);
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            ApiKey.Erase(request.Headers, keyHeaders);
        }
    }
}
