namespace FluenceVm.Model;

/// <summary>Machines didn't reach a state in time. They are still there, and still cost.</summary>
public sealed class WaitTimeoutException : TimeoutException
{
    /// <summary>A wait that ended without its goal.</summary>
    /// <param name="ids">The machines that are not there yet.</param>
    /// <param name="wanted">The state that was waited for.</param>
    /// <param name="timeout">How long was waited.</param>
    /// <param name="lastFailure">Why the last look failed, where it did.</param>
    public WaitTimeoutException(IReadOnlyList<string> ids, object wanted, TimeSpan timeout, Exception? lastFailure = null)
        : base(
            FormattableString.Invariant($"Not {wanted} after {timeout.TotalSeconds:0} s, and being billed: {string.Join(", ", ids ?? [])}. Wait again, or remove what you don't want to pay.")
            + (lastFailure is null ? string.Empty : " The last look at them failed: " + lastFailure.Message),
            lastFailure) => Ids = ids ?? [];

    /// <summary>The machines that are not there yet.</summary>
    public IReadOnlyList<string> Ids { get; }
}
