namespace FluenceVm.Model.Errors;

/// <summary>Machines didn't reach a state in time. They are still there, and still cost.</summary>
public sealed class WaitTimeoutException : TimeoutException
{
    /// <summary>A wait that ended without its goal.</summary>
    /// <param name="ids">The machines that are not there yet.</param>
    /// <param name="wanted">The state that was waited for.</param>
    /// <param name="timeout">How long was waited.</param>
    /// <param name="lastFailure">Why the last look failed, if it did.</param>
    public WaitTimeoutException(IReadOnlyList<string> ids, object wanted, TimeSpan timeout, Exception? lastFailure = null)
        : base(
            Text.Of(
                lastFailure is null ? nameof(Messages.WaitTimedOut) : nameof(Messages.WaitTimedOutBlind),
                wanted, timeout.TotalSeconds, string.Join(", ", ids ?? []), lastFailure?.Message),
            lastFailure) => Ids = ids ?? [];

    /// <summary>The machines that are not there yet.</summary>
    public IReadOnlyList<string> Ids { get; }
}
