using System.Management.Automation;
using System.Numerics;
using FluenceVm.Clouds.Cudos;
using FluenceVm.Cudos;
using FluenceVm.Cudos.Machines;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Adds credit to machines, whoever owns them. A refund goes to their owner.</summary>
[Cmdlet(VerbsCommon.Add, "MachineCredit", SupportsShouldProcess = true, DefaultParameterSetName = AmountSet)]
[OutputType(typeof(Machine))]
public sealed class AddMachineCreditCommand : MachineCmdlet
{
    private const string AmountSet = "Amount";
    private const string DurationSet = "Duration";

    /// <summary>How much to add to each machine, in CUDOS.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = AmountSet)]
    [Amount]
    [ValidateRange(0, int.MaxValue)]
    public decimal Amount { get; set; }

    /// <summary>The run time to add to each machine, for example <c>12h</c> or <c>30d</c>; whole minutes are paid.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DurationSet)]
    [Duration]
    public TimeSpan Duration { get; set; }

    /// <summary>Writes each machine that got credit, as it is now.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override async Task ProcessAsync(
        CudosClient client, IReadOnlyList<Machine> machines, CancellationToken cancellationToken)
    {
        var funded = await ChangeAsync(
            Payable(machines),
            MachineChange.Fund,
            Ask,
            machine => client.FundAsync(machine, Credit(machine), cancellationToken));
        if (PassThru)
        {
            await WriteCurrentAsync(client, funded.Select(machine => machine.Id), cancellationToken);
        }
    }

    // A run time has no price where the machine's type is no longer listed.
    private List<Machine> Payable(IReadOnlyList<Machine> machines)
    {
        var payable = new List<Machine>(machines.Count);
        foreach (var machine in machines)
        {
            if (ParameterSetName == AmountSet || machine.AcudosPerHour is not null)
            {
                payable.Add(machine);
            }
            else
            {
                WriteFailure(CudosErrors.PriceUnknown(machine.MachineTypeId), machine);
            }
        }
        return payable;
    }

    private BigInteger Credit(Machine machine) =>
        ParameterSetName == AmountSet ? CudosAmount.ToAcudos(Amount) : CudosAmount.Credit(Duration, machine.AcudosPerHour!.Value);

    private Prompt Ask(Machine machine)
    {
        var credit = Credit(machine);
        object?[] values =
        [
            machine,
            CudosAmount.Format(credit),
            MachineText.Price(machine.AcudosPerHour),
            MachineText.RunTime(credit, machine.AcudosPerHour),
            MachineText.Credit(machine)
        ];
        return Prompt.Of(nameof(Messages.AddCreditCaption), nameof(Messages.AddCreditQuery), nameof(Messages.AddCreditDescription), values);
    }
}
