namespace FluenceVm.Model.Errors;

/// <summary>A transaction was sent, or may have been, and nobody has said what became of it. It is never sent again by itself.</summary>
public sealed class TransactionUnknownException : Exception
{
    /// <summary>An unknown outcome.</summary>
    /// <param name="message">What was sent, why its outcome is unknown, and how to find it out.</param>
    /// <param name="transactionHash">The transaction's hash; null if the signing program didn't get to say it.</param>
    /// <param name="innerException">What went wrong.</param>
    public TransactionUnknownException(string message, string? transactionHash, Exception? innerException = null)
        : base(message, innerException) => TransactionHash = transactionHash;

    /// <summary>The transaction's hash; null if the signing program didn't get to say it.</summary>
    public string? TransactionHash { get; }
}
