using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using FluenceVm.Cudos.Context;
using FluenceVm.Emulation;
using FluenceVm.Emulator;
using FluenceVm.Fluence.Context;

namespace FluenceVm;

/// <summary>What one runspace has open: its current connections, and the emulator that they may share.</summary>
internal sealed class RunspaceConnections
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceConnections> States = new();

    private readonly List<RunningEmulator> _emulators = [];

    private RunspaceConnections()
    {
    }

    /// <summary>The state of the runspace that runs on this thread.</summary>
    public static RunspaceConnections Current => States.GetValue(Runspace.DefaultRunspace, Open);

    /// <summary>The current connection to Fluence.</summary>
    public FluenceSession? Fluence { get; set; }

    /// <summary>The current connection to Cudos Compute.</summary>
    public CudosSession? Cudos { get; set; }

    /// <summary>The runspace's own emulator, which opens no port; started at its first use.</summary>
    public VmEmulator Embedded
    {
        get
        {
            lock (_emulators)
            {
                return (_emulators.Find(emulator => emulator.Uri is null)
                    ?? Add(new RunningEmulator(new VmEmulator(), statePath: null))).Emulator;
            }
        }
    }

    /// <summary>
    /// Every emulator of the runspace as of now, in the order of their start: the cmdlets of a pipeline work side by side.
    /// </summary>
    public IReadOnlyList<RunningEmulator> Emulators
    {
        get
        {
            lock (_emulators)
            {
                return [.. _emulators];
            }
        }
    }

    /// <summary>Ends everything that this thread's runspace has open.</summary>
    public static void Close()
    {
        if (Runspace.DefaultRunspace is { } runspace && States.TryGetValue(runspace, out var state))
        {
            state.CloseAll();
        }
    }

    /// <summary>The connection to Fluence to use if none is named; null if there is none.</summary>
    /// <param name="mayFetch">Whether a key may be fetched from a vault, which only the pipeline thread can do.</param>
    public FluenceSession? CurrentFluence(bool mayFetch) => Fluence = FluenceConnector.Current(Fluence, mayFetch);

    /// <summary>Keeps an emulator, which ends with the runspace at the latest.</summary>
    public RunningEmulator Add(RunningEmulator emulator)
    {
        lock (_emulators)
        {
            _emulators.Add(emulator);
        }
        return emulator;
    }

    /// <summary>Ends an emulator, and releases its port.</summary>
    public void Stop(RunningEmulator emulator)
    {
        lock (_emulators)
        {
            _emulators.Remove(emulator);
        }
        emulator.Dispose();
    }

    private static RunspaceConnections Open(Runspace runspace)
    {
        var state = new RunspaceConnections();
        runspace.StateChanged += (_, change) =>
        {
            if (change.RunspaceStateInfo.State is RunspaceState.Closed or RunspaceState.Broken)
            {
                state.CloseAll();
            }
        };
        return state;
    }

    private void CloseAll()
    {
        Fluence?.Dispose();
        Fluence = null;
        Cudos?.Dispose();
        Cudos = null;
        foreach (var emulator in Emulators)
        {
            Stop(emulator);
        }
    }
}
