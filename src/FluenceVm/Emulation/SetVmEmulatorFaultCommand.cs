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
    [ValidateSet("*", "ListVms", "GetVmStatus", "CreateVm", "UpdateVm", "DeleteVm", "RestartVm", "ListImages", "Estimate", "ListOffers", "ListCatalog", "SshKeys", "Balance", "Storage", "PublicIp", "SecurityGroup", "Query", "Execute")]
    public string Operation { get; set; } = "*";

    /// <summary>What it does.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public FaultKind Kind { get; set; }

    /// <summary>How many times; by default without end.</summary>
    [Parameter]
    [Amount(Whole = true)]
    [ValidateRange(1, int.MaxValue)]
    public int? Count { get; set; }

    /// <summary>How likely it strikes a request, 0 to 1.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double Probability { get; set; } = 1;

    /// <summary>Where its random numbers start; the same seed strikes the same requests.</summary>
    [Parameter]
    public int Seed { get; set; } = 1;

    /// <summary>The status that <c>-Kind Status</c> answers.</summary>
    [Parameter]
    [ValidateRange(400, 599)]
    public int StatusCode { get; set; } = 503;

    /// <summary>How late <c>-Kind Delay</c> answers, in seconds.</summary>
    [Parameter]
    [ValidateRange(0.0, 86400.0)]
    public double DelaySec { get; set; } = 5;

    /// <summary>How many seconds <c>-Kind Throttle</c> asks to wait.</summary>
    [Parameter]
    [ValidateRange(0, 86400)]
    public int RetryAfterSec { get; set; } = 1;

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
            Probability = Probability,
            Seed = Seed,
            StatusCode = StatusCode,
            Delay = TimeSpan.FromSeconds(DelaySec),
            RetryAfter = TimeSpan.FromSeconds(RetryAfterSec),
        });
        if (PassThru)
        {
            Write(emulator);
        }
    }
}
