using System.Management.Automation;
using FluenceVm.Connections;
using FluenceVm.Model;
using FluenceVm.Pipeline;

namespace FluenceVm.Cmdlets;

/// <summary>Moves an emulator's clock on: launches, epochs, billing cycles and ends happen, in order.</summary>
[Cmdlet(VerbsCommon.Step, "VmEmulator")]
[OutputType(typeof(VmEmulatorInfo))]
public sealed class StepVmEmulatorCommand : EmulatorCmdlet
{
    /// <summary>How far, for example <c>1.00:00:00</c> for a day.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public TimeSpan By { get; set; }

    /// <summary>Writes the emulator.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Process(RunningEmulator emulator)
    {
        emulator.Emulator.Step(By);
        if (PassThru)
        {
            Write(emulator);
        }
    }
}
