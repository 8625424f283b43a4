using System.Net.Sockets;
using System.Text.Json.Nodes;
using FluenceVm.Emulator.Cudos;
using FluenceVm.Emulator.Faults;
using FluenceVm.Emulator.Fluence;
using FluenceVm.Emulator.Hosting;
using FluenceVm.Emulator.Hosting.Server;
using FluenceVm.Emulator.Store;

namespace FluenceVm.Emulator;

/// <summary>An emulator of both clouds. Nothing that it does costs money or leaves the machine. Safe for many callers at once.</summary>
public sealed class VmEmulator : IDisposable
{
    private static readonly Uri InProcess = new("http://127.0.0.1/");
    private const int MostAccounts = 100;
    private const decimal MostBalance = 1_000_000_000m;
    private readonly EmulatorClock _clock;
    private readonly FaultPlan _faults = new();
    private readonly RequestLog _log = new();
    private readonly IStateStore _store;
    private readonly EmulatorCore _core;
    private readonly VmEmulatorOptions _options;
    private readonly Composition _composition;
    private readonly object _gate = new();
    private LoopbackServer? _server;
    private volatile bool _disposed;

    /// <summary>Starts an emulator in this process; it opens no port until <see cref="Listen(int)"/>.</summary>
    /// <param name="options">How it is set up.</param>
    /// <exception cref="ArgumentException">The clock's rate, the balance or the number of accounts is out of range.</exception>
    /// <exception cref="InvalidDataException">The state file is damaged; it was left as it is.</exception>
    /// <exception cref="IOException">Another emulator uses the state file, or it can't be read or written.</exception>
    public VmEmulator(VmEmulatorOptions? options = null)
    {
        options = Checked(options ?? new VmEmulatorOptions());
        _store = options.Store ?? (options.StatePath is { } path ? new FileStateStore(new StateFile(path)) : new MemoryStateStore());
        try
        {
            var now = options.TimeProvider.GetUtcNow();
            _options = options;
            _composition = new Composition(options, now);
            if (_store.Load() is { } kept)
            {
                now = Restore(kept, _composition.Clouds, options.StatePath ?? "in memory");
            }
            else
            {
                _composition.Populate();
            }
            _clock = new EmulatorClock(options.TimeProvider, options.ClockRate, now);
            _core = new EmulatorCore(_clock, options.TimeProvider, _composition.Clouds, _store, _faults, _log);
            _store.Keep(_core.Snapshot);
        }
        catch
        {
            _store.Dispose();
            throw;
        }
    }

    /// <summary>The key that the emulated Fluence accepts; visibly a fake.</summary>
    public string ApiKey => ApiKeys[0];

    /// <summary>The keys of all accounts, one for each; the first is <see cref="ApiKey"/>.</summary>
    public IReadOnlyList<string> ApiKeys => [.. _composition.Fluence.Customers.Select(each => each.ApiKey)];

    /// <summary>
    /// Which emulator it is: a new one has another id, one that goes on from a state file has that of the emulator before. What
    /// somebody remembers of one emulator holds for no other.
    /// </summary>
    public Guid InstanceId => _composition.Clouds.Instance;

    /// <summary>The address of the emulated Compute contract.</summary>
    public string ContractAddress { get; } = CudosSetup.ContractAddress;

    /// <summary>The account that a connection to the emulated Cudos acts for; the starter fleet's machines are its own.</summary>
    public string Owner { get; } = CudosSetup.Owner;

    /// <summary>Where it listens; until <see cref="Listen(int)"/> the address that in-process requests carry, where nothing does.</summary>
    public Uri Uri => _server?.Uri ?? InProcess;

    /// <summary>Whether it listens on a port.</summary>
    public bool IsListening => _server is not null;

    /// <summary>How many emulated seconds pass in a real one.</summary>
    public double ClockRate => _clock.Rate;

    /// <summary>The emulator's time, UTC.</summary>
    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>How far its clock was moved on by <see cref="Step"/> since it started.</summary>
    public TimeSpan Stepped => _clock.Stepped;

    /// <summary>The latest requests, oldest first; at most 10,000.</summary>
    public IReadOnlyList<EmulatorLogEntry> Requests => _log.Entries();

    /// <summary>How many requests it has answered, or cut off, since it started.</summary>
    public long RequestCount => _log.Total;

    /// <summary>The faults that are planted.</summary>
    public IReadOnlyList<EmulatorFault> Faults => _faults.List();

    /// <summary>The emulated account, for tests that look inside.</summary>
    internal FluenceAccount Account => FluenceService.Account;

    /// <summary>Generation <c>Cloud</c>, for tests that look inside.</summary>
    internal Fluence.Cloud.Accounts.CloudAccount Cloud => FluenceService.Cloud;

    /// <summary>The emulated Fluence of the first account, for tests that look inside.</summary>
    internal FluenceService FluenceService => _composition.Fluence.Customers[0];

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

    /// <summary>Serves both clouds on a port of this machine's loopback address, for other programs.</summary>
    /// <param name="port">The port; 0 for a free one.</param>
    /// <returns>Where it listens.</returns>
    /// <exception cref="InvalidOperationException">It listens already.</exception>
    /// <exception cref="IOException">The port can't be had.</exception>
    public Uri Listen(int port = 0) => Listen(port, new ServerLimits());

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
    /// <exception cref="ArgumentException">There is no such operation, or one of its numbers is out of range.</exception>
    public void SetFault(EmulatorFault fault)
    {
        FaultRules.Check(fault ?? throw new ArgumentNullException(nameof(fault)));
        _core.Plant(fault, Copy);
    }

    /// <summary>Removes the faults of an operation.</summary>
    /// <param name="operation">The operation; <c>*</c> for all of them.</param>
    public void ClearFaults(string operation = "*") => _faults.Clear(operation ?? throw new ArgumentNullException(nameof(operation)));

    /// <summary>Ends it: releases the port, and keeps the state where it has a file. Requests that come afterwards find nobody.</summary>
    /// <exception cref="IOException">The state can't be written.</exception>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }
            _disposed = true;
            _server?.Dispose();
        }
        try
        {
            _store.Keep(_core.Snapshot);
        }
        finally
        {
            _store.Dispose();
        }
    }

    internal Uri Listen(int port, ServerLimits limits)
    {
        lock (_gate)
        {
            ThrowIfDisposed();
            if (_server is not null)
            {
                throw new InvalidOperationException($"The emulator listens already, at {_server.Uri}.");
            }
            try
            {
                _server = new LoopbackServer(port, _core, limits);
            }
            catch (SocketException error)
            {
                throw new IOException(
                    $"The emulator can't listen on port {port}: {error.Message}. Choose another port, or none for a free one.",
                    error);
            }
            return _server.Uri;
        }
    }

    private static VmEmulatorOptions Checked(VmEmulatorOptions options)
    {
        if (options.ClockRate is not (>= 0 and <= 1e9))
        {
            throw new ArgumentException("A clock's rate lies between 0 and 10^9.", nameof(options));
        }
        if (options.Balance is not (>= 0 and <= MostBalance))
        {
            throw new ArgumentException("A balance lies between 0 and 10^9 USDC.", nameof(options));
        }
        if (options.Accounts is not (>= 1 and <= MostAccounts))
        {
            throw new ArgumentException("An emulator has 1 to 100 accounts.", nameof(options));
        }
        return options;
    }

    private static DateTimeOffset Restore(KeptState kept, EmulatedClouds clouds, string path)
    {
        try
        {
            var now = clouds.Load(kept.State);
            foreach (var change in kept.Changes)
            {
                clouds.Apply(change);
                now = change.At;
            }
            return now;
        }
        catch (FormatException error)
        {
            throw FileStateStore.Damaged(path, error.Message);
        }
    }

    private EmulatedClouds Copy(JsonNode state)
    {
        var copy = new Composition(_options, _clock.GetUtcNow()).Clouds;
        copy.Load(state);
        return copy;
    }

    private void ThrowIfDisposed()
    {
        if (_disposed)
        {
            throw new ObjectDisposedException(nameof(VmEmulator));
        }
    }
}
