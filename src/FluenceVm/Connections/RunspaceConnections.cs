using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using FluenceVm.Emulator;

namespace FluenceVm.Connections;

/// <summary>What one runspace has open: its current connections, and the emulator that they may share.</summary>
internal sealed class RunspaceConnections
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceConnections> States = new();

    private VmEmulator? _embedded;

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
    public VmEmulator Embedded => _embedded ??= new VmEmulator();

    /// <summary>Ends everything that this thread's runspace has open.</summary>
    public static void Close()
    {
        if (Runspace.DefaultRunspace is { } runspace && States.TryGetValue(runspace, out var state))
        {
            state.CloseAll();
        }
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
        _embedded?.Dispose();
        _embedded = null;
    }
}
