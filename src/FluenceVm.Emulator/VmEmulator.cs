using FluenceVm.Emulator.Faults;
using FluenceVm.Emulator.Fluence;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator;

/// <summary>An emulator of both clouds. Nothing that it does costs money or leaves the machine. Safe for many callers at once.</summary>
public sealed class VmEmulator : IDisposable
{
    private const decimal MostBalance = 1_000_000_000m;
    private readonly EmulatorClock _clock;
    private readonly FaultPlan _faults = new();
    private readonly RequestLog _log = new();
    private readonly EmulatorCore _core;
    private volatile bool _disposed;

    /// <summary>Starts an emulator in this process; it opens no port.</summary>
    /// <param name="options">How it is set up.</param>
    /// <exception cref="ArgumentException">The clock's rate or the balance is out of range.</exception>
    public VmEmulator(VmEmulatorOptions? options = null)
    {
        options ??= new VmEmulatorOptions();
        if (options.ClockRate is not (>= 0 and <= 1e9))
        {
            throw new ArgumentException("A clock's rate lies between 0 and 10^9.", nameof(options));
        }
        if (options.Balance is not (>= 0 and <= MostBalance))
        {
            throw new ArgumentException("A balance lies between 0 and 10^9 USDC.", nameof(options));
        }
        var now = options.TimeProvider.GetUtcNow();
        _clock = new EmulatorClock(options.TimeProvider, options.ClockRate, now);
        Account = new FluenceAccount(options.Seed);
        Account.Ledger.PayIn(Usdc.FromDecimal(options.Balance));
        if (options.WithFleet)
        {
            StarterFleet.Populate(Account, now);
        }
        _core = new EmulatorCore(_clock, options.TimeProvider, [new FluenceService(ApiKey, Account)], _faults, _log);
    }

    /// <summary>The key that the emulated Fluence accepts; visibly a fake.</summary>
    public string ApiKey { get; } = "emulator-key-not-a-secret";

    /// <summary>The address that in-process requests carry; nothing listens there.</summary>
    public Uri Uri { get; } = new("http://127.0.0.1/");

    /// <summary>The emulator's time, UTC.</summary>
    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>The latest requests, oldest first; at most 10,000.</summary>
    public IReadOnlyList<EmulatorLogEntry> Requests => _log.Entries();

    /// <summary>How many requests it has answered, or cut off, since it started.</summary>
    public long RequestCount => _log.Total;

    /// <summary>The faults that are planted.</summary>
    public IReadOnlyList<EmulatorFault> Faults => _faults.List();

    /// <summary>The emulated account, for tests that look inside.</summary>
    internal FluenceAccount Account { get; }

    /// <summary>How many requests of an operation there were since it started.</summary>
    /// <param name="operation">The operation, for example <c>ListVms</c>.</param>
    public long CountOf(string operation) => _log.CountOf(operation ?? throw new ArgumentNullException(nameof(operation)));

    /// <summary>Sends requests straight into the emulator.</summary>
    /// <exception cref="ObjectDisposedException">It has ended.</exception>
    public HttpMessageHandler CreateHandler()
    {
        ThrowIfDisposed();
        return new InProcessHandler(_core, () => _disposed);
    }

    /// <summary>Moves the clock on and lets everything happen that falls due, in order.</summary>
    /// <param name="by">How far; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative, or leads past the year 9999.</exception>
    public void Step(TimeSpan by)
    {
        ThrowIfDisposed();
        _core.Step(by);
    }

    /// <summary>Plants a fault; one of the same operation and kind is replaced.</summary>
    /// <param name="fault">The fault.</param>
    /// <exception cref="ArgumentException">One of its numbers is out of range.</exception>
    public void SetFault(EmulatorFault fault) => _faults.Set(fault ?? throw new ArgumentNullException(nameof(fault)));

    /// <summary>Removes the faults of an operation.</summary>
    /// <param name="operation">The operation; <c>*</c> for all of them.</param>
    public void ClearFaults(string operation = "*") => _faults.Clear(operation ?? throw new ArgumentNullException(nameof(operation)));

    /// <summary>Ends it. Requests that come afterwards find nobody.</summary>
    public void Dispose() => _disposed = true;

    private void ThrowIfDisposed()
    {
        if (_disposed)
        {
            throw new ObjectDisposedException(nameof(VmEmulator));
        }
    }
}
