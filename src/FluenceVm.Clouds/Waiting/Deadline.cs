namespace FluenceVm.Clouds.Waiting;

/// <summary>
/// When a wait has to end. Its token is handed to the calls that are made meanwhile, so that it bounds their repetitions too.
/// </summary>
internal sealed class Deadline : IDisposable
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly long _start;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _either;

    /// <param name="timeout">How long from now.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the wait earlier.</param>
    public Deadline(TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        _time = time;
        _timeout = timeout;
        _start = time.GetTimestamp();
        _caller = cancellationToken;
        _timer = time.CreateCancellationTokenSource(timeout > TimeSpan.Zero ? timeout : Timeout.InfiniteTimeSpan);
        _either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _timer.Token);
    }

    /// <summary>Ends the calls that are made while waiting: at the deadline, or when the caller cancels.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>What is left; zero or less at the deadline.</summary>
    public TimeSpan Left => _timeout - _time.GetElapsedTime(_start);

    /// <summary>Whether the time is up.</summary>
    public bool IsOver => Left <= TimeSpan.Zero;

    /// <summary>Whether a cancelled call was ended by the deadline, not by the caller.</summary>
    public bool Ended(OperationCanceledException exception) =>
        exception is not null && _timer.IsCancellationRequested && !_caller.IsCancellationRequested;

    /// <summary>Waits, but not beyond the deadline.</summary>
    public Task DelayAsync(TimeSpan delay)
    {
        var left = Left;
        if (left <= TimeSpan.Zero)
        {
            return Task.CompletedTask;
        }
        return _time.Delay(delay < left ? delay : left, _caller);
    }

    public void Dispose()
    {
        _either.Dispose();
        _timer.Dispose();
    }
}
