using System.Management.Automation;
using FluenceVm.Emulation;

namespace FluenceVm.Cmdlets;

/// <summary>Ends an emulator and releases its port. What it keeps in a file stays there.</summary>
[Cmdlet(VerbsLifecycle.Stop, "VmEmulator")]
public sealed class StopVmEmulatorCommand : EmulatorCmdlet
{
    private protected override void Process(RunningEmulator emulator) => Connections.Stop(emulator);
}
