namespace FluenceVm.Model.Errors;

/// <summary>
/// Something between this machine and a cloud went wrong: no connection, an error response, or one that can't be read. What was
/// asked for may work another time.
/// </summary>
public abstract class CloudException : Exception
{
    private protected CloudException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The status of a response that the service itself wrote; null for a gateway's, and if there is none.</summary>
    internal virtual int? OwnStatus => null;
}
