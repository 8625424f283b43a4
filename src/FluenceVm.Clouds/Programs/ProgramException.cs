namespace FluenceVm.Clouds.Programs;

/// <summary>A program could not be started, so nothing happened.</summary>
public sealed class ProgramException : Exception
{
    /// <summary>It could not be started.</summary>
    /// <param name="message">Why.</param>
    /// <param name="innerException">What the system said.</param>
    public ProgramException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
