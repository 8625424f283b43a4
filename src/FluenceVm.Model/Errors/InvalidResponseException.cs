namespace FluenceVm.Model.Errors;

/// <summary>A response arrived, but it is not what the specification describes: no JSON, cut short, a price that is not a number.</summary>
public sealed class InvalidResponseException : CloudException
{
    /// <summary>An unreadable response.</summary>
    /// <param name="what">What is wrong with it, in one sentence.</param>
    /// <param name="method">The request's method.</param>
    /// <param name="path">The request's path, without the query.</param>
    /// <param name="innerException">What the reader said.</param>
    public InvalidResponseException(string what, string method, string path, Exception? innerException = null)
        : base(Text.Of(nameof(Messages.InvalidResponse), method, path, what), innerException)
    {
        Method = method;
        Path = path;
    }

    /// <summary>The request's method.</summary>
    public string Method { get; }

    /// <summary>The request's path, without the query.</summary>
    public string Path { get; }
}
