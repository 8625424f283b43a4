namespace FluenceVm.Model.Errors;

/// <summary>No response: the connection was refused, lost, or the response stopped half way.</summary>
public sealed class CloudConnectionException : CloudException
{
    /// <summary>A lost or refused connection.</summary>
    /// <param name="message">What happened, to which address, and what to do.</param>
    /// <param name="mayHaveArrived">Whether the request may have reached the service.</param>
    /// <param name="innerException">What the network said.</param>
    public CloudConnectionException(string message, bool mayHaveArrived, Exception? innerException = null)
        : base(message, innerException) => MayHaveArrived = mayHaveArrived;

    /// <summary>False where the connection never opened, so that certainly nothing was changed.</summary>
    public bool MayHaveArrived { get; }

    /// <summary>Whether it would fail in the same way if it were tried again: a proxy refuses it.</summary>
    internal bool IsFinal { get; init; }
}
