using System.Management.Automation;
using FluenceVm.Emulation;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Moves an emulator's clock on: launches, epochs, billing cycles and ends happen, in order.</summary>
[Cmdlet(VerbsCommon.Step, "VmEmulator")]
[OutputType(typeof(VmEmulatorInfo))]
public sealed class StepVmEmulatorCommand : EmulatorCmdlet
{
    /// <summary>How far, for example <c>12h</c>, or <c>1.00:00:00</c> for a day.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Duration]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public TimeSpan By { get; set; }

    /// <summary>Writes the emulator.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Process(RunningEmulator emulator)
    {
        if (By < TimeSpan.Zero || By > DateTimeOffset.MaxValue - emulator.Now)
        {
            throw CmdletException.StepInvalid(By);
        }
        emulator.Emulator.Step(By);
        if (PassThru)
        {
            Write(emulator);
        }
    }
}
