namespace FluenceVm.Clouds.Http;

/// <summary>
/// A service answered with an error or a redirect. Only the way of requests knows it: each cloud turns it into the error that its
/// users see, in one place.
/// </summary>
internal sealed class ServiceException(int status, string? serviceText, string method, string path)
    : Exception($"{method} {path}: {status}")
{
    /// <summary>The HTTP status, 400 to 599; 300 to 399 for a redirect, which is not followed.</summary>
    public int Status => status;

    /// <summary>The service's own text in one line, its control characters made visible; null if the body had none.</summary>
    public string? ServiceText => serviceText;

    /// <summary>The request's method.</summary>
    public string Method => method;

    /// <summary>The request's path, without the query.</summary>
    public string Path => path;

    /// <summary>The service's error code; null if it sends none.</summary>
    public string? Code { get; init; }

    /// <summary>How long the service asks to wait; null if it doesn't say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The beginning of the response's body without the key, for those who know its form.</summary>
    public string Body { get; init; } = string.Empty;

    /// <summary>Whether the body was the service's own (<c>{"error": ..}</c>), not that of a gateway in front of it.</summary>
    public bool IsServicesOwn { get; init; }
}
