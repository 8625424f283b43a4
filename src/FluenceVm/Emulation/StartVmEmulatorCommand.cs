using System.Management.Automation;
using FluenceVm.Emulation;
using FluenceVm.Emulator;
using FluenceVm.Engine;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Starts an emulator of both clouds on a loopback port, for this session and for other programs.</summary>
[Cmdlet(VerbsLifecycle.Start, "VmEmulator")]
[OutputType(typeof(VmEmulatorInfo))]
public sealed class StartVmEmulatorCommand : AsyncCmdlet
{
    /// <summary>The port; by default a free one.</summary>
    [Parameter(Position = 0)]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>A file that keeps the state, so that it survives a restart.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StatePath { get; set; }

    /// <summary>How many emulated seconds pass in a real one; 0 for a clock that only steps.</summary>
    [Parameter]
    [ValidateRange(0.0, 1e9)]
    public double ClockRate { get; set; } = 1;

    /// <summary>How many accounts its Fluence has, each with a key of its own.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int AccountCount { get; set; } = 1;

    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        var statePath = StatePath is null
            ? null
            : await AskAsync(() => SessionState.Path.GetUnresolvedProviderPathFromPSPath(StatePath));
        var emulator = new VmEmulator(new VmEmulatorOptions { ClockRate = ClockRate, StatePath = statePath, Accounts = AccountCount });
        try
        {
            emulator.Listen(Port);
        }
        catch
        {
            emulator.Dispose();
            throw;
        }
        Write(Connections.Add(new RunningEmulator(emulator, statePath)));
    }
}
