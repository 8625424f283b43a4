using System.Management.Automation;
using FluenceVm.Emulation;
using FluenceVm.Emulator;
using FluenceVm.Engine.Input;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Plants a fault into an emulator, to see how a script takes it.</summary>
[Cmdlet(VerbsCommon.Set, "VmEmulatorFault")]
[OutputType(typeof(VmEmulatorInfo))]
public sealed class SetVmEmulatorFaultCommand : EmulatorCmdlet
{
    /// <summary>The operation to strike; <c>*</c> for all.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateSet(
        "*", "ListVms", "GetVmStatus", "CreateVm", "Provision", "UpdateVm", "DeleteVm", "RestartVm", "ListImages", "Estimate", "ListOffers",
        "ListCatalog", "SshKeys", "Balance", "Storage", "PublicIp", "Interfaces", "SecurityGroup", "Vpc", "Subnet", "ApiKeys", "Charges",
        "TopUp", "Query", "Execute")]
    public string Operation { get; set; } = "*";

    /// <summary>What it does.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public FaultKind Kind { get; set; }

    /// <summary>How many times; by default without end.</summary>
    [Parameter]
    [Amount(Whole = true)]
    [ValidateRange(1, int.MaxValue)]
    public int? Count { get; set; }

    /// <summary>Which requests of the operation it strikes, the next one being 1; by default any.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int[] Nth { get; set; } = [];

    /// <summary>Strikes only every nth request of the operation.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Every { get; set; }

    /// <summary>How likely it strikes a request, 0 to 1.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double Probability { get; set; } = 1;

    /// <summary>Where its random numbers start; the same seed strikes the same requests.</summary>
    [Parameter]
    public int Seed { get; set; } = 1;

    /// <summary>The status that <c>-Kind Status</c> and <c>StatusAfter</c> answer.</summary>
    [Parameter]
    [ValidateRange(400, 599)]
    public int StatusCode { get; set; } = 503;

    /// <summary>Whose body comes with the status.</summary>
    [Parameter]
    public FaultBody Body { get; set; }

    /// <summary>How many seconds the status asks to wait; by default 1 with <c>-Kind Throttle</c>, else none.</summary>
    [Parameter]
    [ValidateRange(0, 86400)]
    public int? RetryAfterSec { get; set; }

    /// <summary>How late <c>-Kind Delay</c>, <c>DelayAfter</c> and <c>Late</c> are, in seconds.</summary>
    [Parameter]
    [ValidateRange(0.0, 86400.0)]
    public double DelaySec { get; set; } = 5;

    /// <summary>How many parts of a change are made before it is cut; by default all.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? CutAfter { get; set; }

    /// <summary>How old the state is that <c>-Kind Lag</c> shows, in seconds of the emulator.</summary>
    [Parameter]
    [ValidateRange(0.0, 86400.0)]
    public double LagSec { get; set; } = 5;

    /// <summary>How many of the latest changes <c>-Kind Lag</c> doesn't show, instead of an age.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? LagChanges { get; set; }

    /// <summary>Writes the emulator.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Process(RunningEmulator emulator)
    {
        emulator.Emulator.SetFault(new EmulatorFault
        {
            Operation = Operation,
            Kind = (EmulatorFaultKind)Enum.Parse(typeof(EmulatorFaultKind), Kind.ToString()),
            Count = Count,
            Nth = Nth,
            Every = Every,
            Probability = Probability,
            Seed = Seed,
            StatusCode = StatusCode,
            Body = (EmulatorFaultBody)Enum.Parse(typeof(EmulatorFaultBody), Body.ToString()),
            RetryAfter = RetryAfterSec is { } wait ? TimeSpan.FromSeconds(wait) : null,
            Delay = TimeSpan.FromSeconds(DelaySec),
            CutAfter = CutAfter,
            Lag = TimeSpan.FromSeconds(LagSec),
            LagChanges = LagChanges,
        });
        if (PassThru)
        {
            Write(emulator);
        }
    }
}
