namespace FluenceVm.Clouds.Http;

/// <summary>A successful response whose body has not been read.</summary>
internal sealed class Response(
    HttpResponseMessage response, ResponseStream body, RequestContext context, Func<string, string> redact) : IDisposable
{
    /// <summary>The request's method.</summary>
    public string Method { get; } = response.RequestMessage!.Method.Method;

    /// <summary>The request's path.</summary>
    public string Path { get; } = RequestContext.PathOf(response.RequestMessage!);

    /// <summary>200 to 299, or 304 if what the request's header names is still valid.</summary>
    public int Status { get; } = (int)response.StatusCode;

    /// <summary>The version of what was sent; null if the service names none.</summary>
    public string? ETag { get; } = response.Headers.ETag?.ToString();

    /// <summary>The body.</summary>
    public ResponseStream Body => body;

    /// <summary>Whether an earlier attempt of the request may have been carried out although its response was lost.</summary>
    public bool MayHaveRunBefore => context.MayHaveRunBefore;

    /// <summary>A text of the response that goes into a message, without the key should it hold it.</summary>
    public string Redact(string text) => redact(text);

    public void Dispose()
    {
        body.Dispose();
        response.Dispose();
    }
}
