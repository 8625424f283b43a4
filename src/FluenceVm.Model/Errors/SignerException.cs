namespace FluenceVm.Model.Errors;

/// <summary>
/// A transaction could not be signed or sent, and certainly nothing reached the chain: there is no signer, or it says so.
/// </summary>
public sealed class SignerException : Exception
{
    /// <summary>Nothing was sent.</summary>
    /// <param name="message">Why, and what to do.</param>
    /// <param name="innerException">What went wrong.</param>
    public SignerException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
