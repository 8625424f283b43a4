namespace FluenceVm.Model.Errors;

/// <summary>The service answered with an error. Holds what it said and what was asked, never the key.</summary>
public sealed class FluenceApiException : CloudException
{
    /// <summary>An error response.</summary>
    /// <param name="status">The HTTP status, 400 to 599; 300 to 399 for a redirect, which is not followed.</param>
    /// <param name="serviceText">The service's own text; null if the body had none.</param>
    /// <param name="method">The request's method.</param>
    /// <param name="path">The request's path, without the query.</param>
    /// <param name="code">The service's error code, if it sends one (generation <c>Cloud</c>).</param>
    /// <param name="retryAfter">How long the service asked to wait, if it did.</param>
    public FluenceApiException(
        int status, string? serviceText, string method, string path, string? code = null, TimeSpan? retryAfter = null)
        : base(Text.Of(
            nameof(Messages.ServiceResponse),
            method,
            path,
            status,
            string.IsNullOrWhiteSpace(serviceText) ? Messages.NoExplanation : serviceText), null)
    {
        Status = status;
        ServiceText = serviceText;
        Method = method;
        Path = path;
        Code = code;
        RetryAfter = retryAfter;
    }

    /// <summary>The same error response with a further sentence that helps.</summary>
    /// <param name="original">The response.</param>
    /// <param name="advice">The sentence.</param>
    /// <param name="code">A code that says more than the response's own, if there is one.</param>
    public FluenceApiException(FluenceApiException original, string advice, string? code = null)
        : base($"{(original ?? throw new ArgumentNullException(nameof(original))).Message.TrimEnd('.')}. {advice}", original)
    {
        Status = original.Status;
        ServiceText = original.ServiceText;
        Method = original.Method;
        Path = original.Path;
        Code = code ?? original.Code;
        RetryAfter = original.RetryAfter;
        Body = original.Body;
        IsServicesOwn = original.IsServicesOwn;
    }

    /// <summary>Whether the body was the service's own (<c>{"error": ..}</c>), not that of a gateway that may have passed it on.</summary>
    public bool IsServicesOwn { get; init; }

    /// <summary>The HTTP status, 400 to 599; 300 to 399 for a redirect, which is not followed.</summary>
    public int Status { get; }

    /// <summary>The service's own text in one line, its control characters made visible; null if the body had none.</summary>
    public string? ServiceText { get; }

    /// <summary>The request's method.</summary>
    public string Method { get; }

    /// <summary>The request's path, without the query.</summary>
    public string Path { get; }

    /// <summary>The service's error code, if it sends one.</summary>
    public string? Code { get; }

    /// <summary>How long the service asked to wait, if it did.</summary>
    public TimeSpan? RetryAfter { get; }

    internal override int? OwnStatus => IsServicesOwn ? Status : null;

    /// <summary>The beginning of the response's body without the key, for those who know its form.</summary>
    internal string Body { get; init; } = string.Empty;
}
