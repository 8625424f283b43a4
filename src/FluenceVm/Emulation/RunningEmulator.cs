using FluenceVm.Emulator;
using FluenceVm.Model;

namespace FluenceVm.Emulation;

/// <summary>An emulator that is alive: what <c>Start-VmEmulator</c> hands out.</summary>
internal sealed class RunningEmulator : VmEmulatorInfo, IDisposable
{
    public RunningEmulator(VmEmulator emulator, string? statePath)
    {
        Emulator = emulator;
        StatePath = statePath;
    }

    internal VmEmulator Emulator { get; }

    public override Uri? Uri => Emulator.IsListening ? Emulator.Uri : null;

    public override string ApiKey => Emulator.ApiKey;

    // Arrays: PowerShell can't index the compiler's own lists.
    public override IReadOnlyList<string> ApiKeys => ItemList.Of(Emulator.ApiKeys.ToArray());

    public override Guid InstanceId => Emulator.InstanceId;

    public override string ContractAddress => Emulator.ContractAddress;

    public override string Owner => Emulator.Owner;

    public override DateTimeOffset Now => Emulator.Now;

    public override double ClockRate => Emulator.ClockRate;

    public override IReadOnlyList<EmulatorFaultInfo> Faults => ItemList.Of(Emulator.Faults.Select(FaultRecord.Of).ToArray());

    public void Dispose() => Emulator.Dispose();
}
