using FluenceVm.Clouds.Journal;
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

    public override string ContractAddress => Emulator.ContractAddress;

    public override string Owner => Emulator.Owner;

    public override DateTimeOffset Now => Emulator.Now;

    public override double ClockRate => Emulator.ClockRate;

    // An array: PowerShell can't index the compiler's own lists.
    public override IReadOnlyList<EmulatorFaultInfo> Faults => Emulator.Faults.Select(fault => new EmulatorFaultInfo
    {
        Operation = fault.Operation,
        Kind = (FaultKind)Enum.Parse(typeof(FaultKind), fault.Kind.ToString()),
        Count = fault.Count,
        Probability = fault.Probability,
        Struck = fault.Struck,
    }).ToArray();

    public void Dispose() => Emulator.Dispose();
}
