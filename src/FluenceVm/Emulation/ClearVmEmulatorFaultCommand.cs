using System.Management.Automation;
using FluenceVm.Emulation;

namespace FluenceVm.Cmdlets;

/// <summary>Removes the faults that were planted into an emulator.</summary>
[Cmdlet(VerbsCommon.Clear, "VmEmulatorFault")]
public sealed class ClearVmEmulatorFaultCommand : EmulatorCmdlet
{
    /// <summary>The operation; by default all of them.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Operation { get; set; } = "*";

    private protected override void Process(RunningEmulator emulator) => emulator.Emulator.ClearFaults(Operation);
}
