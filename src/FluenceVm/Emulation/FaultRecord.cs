using FluenceVm.Emulator;
using FluenceVm.Model;

namespace FluenceVm.Emulation;

/// <summary>Shows a planted fault with those numbers that count for its kind.</summary>
internal static class FaultRecord
{
    public static EmulatorFaultInfo Of(EmulatorFault fault)
    {
        var kind = (FaultKind)Enum.Parse(typeof(FaultKind), fault.Kind.ToString());
        var answers = kind is FaultKind.Status or FaultKind.StatusAfter or FaultKind.Throttle;
        return new EmulatorFaultInfo
        {
            Operation = fault.Operation,
            Kind = kind,
            Count = fault.Count,
            // An array: PowerShell can't index the compiler's own lists.
            Nth = fault.Nth.ToArray(),
            Every = fault.Every,
            Probability = fault.Probability,
            Seed = fault.Seed,
            StatusCode = !answers ? null : kind == FaultKind.Throttle ? 429 : fault.StatusCode,
            Body = answers ? (FaultBody)Enum.Parse(typeof(FaultBody), fault.Body.ToString()) : null,
            RetryAfter = answers ? fault.RetryAfter : null,
            Delay = kind is FaultKind.Delay or FaultKind.DelayAfter or FaultKind.Late ? fault.Delay : null,
            CutAfter = fault.CutAfter,
            Lag = kind == FaultKind.Lag && fault.LagChanges is null ? fault.Lag : null,
            LagChanges = kind == FaultKind.Lag ? fault.LagChanges : null,
            Seen = fault.Seen,
            Struck = fault.Struck,
        };
    }
}
