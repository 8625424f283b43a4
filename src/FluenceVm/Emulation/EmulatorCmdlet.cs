using System.Management.Automation;
using FluenceVm.Engine;
using FluenceVm.Model;

namespace FluenceVm.Emulation;

/// <summary>A cmdlet that does something to an emulator of this session.</summary>
public abstract class EmulatorCmdlet : AsyncCmdlet
{
    private protected EmulatorCmdlet()
    {
    }

    /// <summary>The emulator, as <c>Start-VmEmulator</c> returned it; by default the only one there is.</summary>
    [Parameter(Position = 2, ValueFromPipeline = true)]
    [ValidateNotNull]
    public VmEmulatorInfo? Emulator { get; set; }

    private protected sealed override Task ProcessAsync(CancellationToken cancellationToken)
    {
        Process(Emulator switch
        {
            null => TheOnlyOne(),
            RunningEmulator running when Connections.Emulators.Contains(running) => running,
            var other => throw CmdletException.EmulatorEnded(other),
        });
        return Task.CompletedTask;
    }

    /// <summary>The work on one emulator.</summary>
    private protected abstract void Process(RunningEmulator emulator);

    private RunningEmulator TheOnlyOne() => Connections.Emulators.Count switch
    {
        0 => throw CmdletException.NoEmulator(),
        1 => Connections.Emulators[0],
        var count => throw CmdletException.EmulatorAmbiguous(count),
    };
}
