using System.Management.Automation;
using FluenceVm.Emulation;
using FluenceVm.Engine;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Lists the emulators of this session with their faults, or the requests that they saw.</summary>
[Cmdlet(VerbsCommon.Get, "VmEmulator")]
[OutputType(typeof(VmEmulatorInfo), typeof(EmulatorRequest))]
public sealed class GetVmEmulatorCommand : AsyncCmdlet
{
    /// <summary>The emulator; by default every one there is.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public VmEmulatorInfo? Emulator { get; set; }

    /// <summary>Writes the latest requests, the oldest first, instead of the emulator.</summary>
    [Parameter]
    public SwitchParameter Requests { get; set; }

    private protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var emulator in Emulator switch
        {
            null => Connections.Emulators,
            RunningEmulator running when Connections.Emulators.Contains(running) => [running],
            var other => throw CmdletException.EmulatorEnded(other),
        })
        {
            WriteOne(emulator);
        }
        return Task.CompletedTask;
    }

    private void WriteOne(RunningEmulator emulator)
    {
        if (!Requests)
        {
            Write(emulator);
            return;
        }
        foreach (var entry in emulator.Emulator.Requests)
        {
            Write(new EmulatorRequest
            {
                Time = entry.Time,
                Method = entry.Method,
                Path = entry.Path,
                Status = entry.Status,
                Duration = entry.Duration,
                Operation = entry.Operation,
            });
        }
    }
}
