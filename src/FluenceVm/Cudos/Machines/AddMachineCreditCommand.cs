using System.Management.Automation;
using System.Numerics;
using FluenceVm.Clouds.Cudos;
using FluenceVm.Clouds.Journal;
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
    private BigInteger? _balance;

    /// <summary>How much to add to each machine, in CUDOS.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = AmountSet)]
    [Amount]
    [ValidateRange(0, int.MaxValue)]
    public decimal Amount { get; set; }

    /// <summary>The run time to add to each machine, for example <c>12h</c> or <c>30d</c>; whole minutes are paid.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DurationSet)]
    [Duration]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public TimeSpan Duration { get; set; }

    /// <summary>
    /// The payment's key. The same key again, as after a restart, looks up what became of it and pays only what is missing.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OrderKey { get; set; }

    /// <summary>Pays for a machine that has ended, too. It won't run again; its owner gets the credit back with Remove-Machine.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes each machine that got credit, as it is now.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override string? UserKey => OrderKey;

    private protected override async Task ProcessAsync(
        CudosClient client, IReadOnlyList<Machine> machines, CancellationToken cancellationToken)
    {
        _balance = await client.FindBalanceAsync(cancellationToken);
        var funded = await ChangeAsync(client, Payable(machines), MachineChange.Fund, Ask, FundAsync, cancellationToken);
        if (PassThru)
        {
            await WriteCurrentAsync(client, funded.Select(machine => machine.Id), cancellationToken);
        }

        async Task<TransactionReceipt> FundAsync(Machine machine, OperationRun run)
        {
            var receipt = await client.Operations.FundAsync(machine, Credit(machine), run, cancellationToken);
            _balance -= Credit(machine);
            Report(Text.Of(nameof(Messages.CreditAdded), machine, MachineText.Amount(Credit(machine)), MachineText.Credit(machine)));
            return receipt;
        }
    }

    private protected override AskedText Asked(MachineChange change) => ParameterSetName == AmountSet
        ? base.Asked(change).Add("amount", CudosAmount.ToAcudos(Amount))
        : base.Asked(change).Add("duration", Duration);

    private protected override void Check(Machine machine, MachineChange change)
    {
        base.Check(machine, change);
        if (machine.IsOver && !Force)
        {
            throw CudosErrors.MachineHasEnded(machine);
        }
        if (Credit(machine) is { Sign: <= 0 })
        {
            throw Fault.Argument(nameof(Messages.CreditNotPositive));
        }
        if (_balance < Credit(machine))
        {
            throw CudosErrors.BalanceTooSmall(machine.Id, _balance.Value, Credit(machine));
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
        if (IsWhatIf)
        {
            // What the next machine would find.
            _balance -= credit;
        }
        return Prompt.Of(
            nameof(Messages.AddCreditCaption),
            nameof(Messages.AddCreditQuery),
            nameof(Messages.AddCreditDescription),
            machine,
            MachineText.Amount(credit),
            MachineText.Price(machine.AcudosPerHour),
            MachineText.RunTime(credit, machine.AcudosPerHour),
            MachineText.Credit(machine));
    }
}
