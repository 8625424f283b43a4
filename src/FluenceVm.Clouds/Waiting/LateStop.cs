namespace FluenceVm.Clouds.Waiting;

/// <summary>
/// A stop that leaves what was already sent a fixed time to be answered, so that its outcome is known.
/// </summary>
internal sealed class LateStop : IDisposable
{
    /// <summary>How long a response is waited for after a stop.</summary>
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _late = new();
    private readonly CancellationTokenRegistration _registration;
    private readonly object _gate = new();
    private ITimer? _timer;
    private bool _disposed;

    /// <summary>A stop that follows another one later.</summary>
    /// <param name="time">Measures the time in between.</param>
    /// <param name="stop">The other one.</param>
    public LateStop(TimeProvider time, CancellationToken stop) =>
        _registration = stop.Register(() => _timer = time.CreateTimer(_ => Cancel(), null, Bound, Timeout.InfiniteTimeSpan));

    /// <summary>Is cancelled by the late stop.</summary>
    public CancellationToken Token => _late.Token;

    public void Dispose()
    {
        _registration.Dispose();
        _timer?.Dispose();
        lock (_gate)
        {
            _late.Dispose();
            _disposed = true;
        }
    }

    private void Cancel()
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _late.Cancel();
            }
        }
    }
}
