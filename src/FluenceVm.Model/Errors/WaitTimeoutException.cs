namespace FluenceVm.Model.Errors;

/// <summary>Machines didn't reach a state in time. They are still there, and still cost.</summary>
public sealed class WaitTimeoutException : TimeoutException
{
    /// <summary>A wait that ended without its goal.</summary>
    /// <param name="ids">The machines that are not there yet.</param>
    /// <param name="wanted">The state that was waited for.</param>
    /// <param name="timeout">How long was waited.</param>
    /// <param name="lastFailure">Why the last look failed, if it did.</param>
    /// <param name="states">The states that the machines were last seen in, by id.</param>
    public WaitTimeoutException(
        IReadOnlyList<string> ids,
        object wanted,
        TimeSpan timeout,
        Exception? lastFailure = null,
        IReadOnlyDictionary<string, string>? states = null)
        : base(
            Text.Of(
                lastFailure is null ? nameof(Messages.WaitTimedOut) : nameof(Messages.WaitTimedOutBlind),
                wanted, timeout.TotalSeconds, string.Join(", ", (ids ?? []).Select(id => Describe(id, states))), lastFailure?.Message),
            lastFailure) => Ids = ids ?? [];

    /// <summary>The machines that are not there yet.</summary>
    public IReadOnlyList<string> Ids { get; }

    private static string Describe(string id, IReadOnlyDictionary<string, string>? states) =>
        states is not null && states.TryGetValue(id, out var state) ? $"{id} ({state})" : id;
}
