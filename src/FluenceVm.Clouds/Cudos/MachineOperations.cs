using System.Numerics;
using FluenceVm.Clouds.Cudos.Contract;
using FluenceVm.Clouds.Cudos.Signing;
using FluenceVm.Clouds.Journal;
using FluenceVm.Clouds.Ssh;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Cudos;

/// <summary>
/// The changes of machines, each a step of an operation of the journal: what the transaction is known by is written down before
/// it is sent, and a step whose outcome is unknown is looked up before anything is sent again. They return when the transaction
/// is in a block. Beside the errors of queries they throw <see cref="MachineRuleException"/> or <see cref="ArgumentException"/>
/// (nothing was sent, because the contract would refuse it), <see cref="SignerException"/> (nothing was sent, because it
/// couldn't be signed) and <see cref="TransactionUnknownException"/>.
/// </summary>
public sealed class MachineOperations
{
    private const string OrderMessage = "order_machine";
    private readonly CudosClient _client;
    private readonly CudosConnectionOptions _options;
    private readonly OperationSender _sender;

    internal MachineOperations(CudosClient client, CudosConnectionOptions options, OperationSender sender)
    {
        _client = client;
        _options = options;
        _sender = sender;
    }

    /// <summary>Refuses an order that the contract would refuse, or whose id is taken.</summary>
    /// <param name="order">What to order.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FormatException">
    /// The SSH key is not a public key, or is a smartcard's, which the contract doesn't support.
    /// </exception>
    public async Task CheckAsync(MachineOrder order, CancellationToken cancellationToken)
    {
        _ = order ?? throw new ArgumentNullException(nameof(order));
        _ = Sender();
        if (order.Id.Length == 0)
        {
            throw Fault.Argument(nameof(Messages.MachineIdMissing));
        }
        if (order.Credit.Sign < 0)
        {
            throw Fault.Argument(nameof(Messages.CreditNegative));
        }
        _ = SshPublicKey.Parse(order.SshKey);
        if (await _client.FindMachineAsync(order.Id, cancellationToken) is not null)
        {
            throw new MachineRuleException(order.Id, Text.Of(nameof(Messages.MachineIdTaken), order.Id));
        }
    }

    /// <summary>Orders a machine. Its id is unique for ever, so it tells by itself whether an order came through.</summary>
    /// <param name="order">What to order.</param>
    /// <param name="run">The operation that the order is.</param>
    /// <param name="cancellationToken">Ends the waiting; an order that was sent stays sent.</param>
    /// <returns>The transaction; null if the machine was found, and nobody says by which transaction it came.</returns>
    public async Task<TransactionReceipt?> OrderAsync(MachineOrder order, OperationRun run, CancellationToken cancellationToken)
    {
        _ = order ?? throw new ArgumentNullException(nameof(order));
        var step = StepOf(run, OrderMessage, order.Id);
        if (run.Operation.Step(step).Outcome is StepOutcome.Pending or StepOutcome.Refused)
        {
            await CheckAsync(order, cancellationToken);
        }
        var call = Call(Message(order), order.Credit, Text.Of(nameof(Messages.CallOrder), order.Id));
        try
        {
            // The contract takes an id once, so an order that may have been carried out is safely sent again.
            return await _sender.SendAsync(run, step, call, again: true, cancellationToken);
        }
        catch (Exception doubt) when (
            run.Operation.Step(step).IsOpen && doubt is TransactionUnknownException or ContractException or SignerException)
        {
            if (await TryFindMachineAsync(order.Id, cancellationToken) is { } machine && IsOf(machine, order))
            {
                run.Done(step, []);
                return null;
            }
            throw;
        }
    }

    /// <summary>Starts, stops or restarts a machine, or gives it up.</summary>
    /// <param name="machine">The machine as it is now.</param>
    /// <param name="change">What to do.</param>
    /// <param name="run">The operation that the change is a step of.</param>
    /// <param name="cancellationToken">Ends the waiting; a change that was sent stays sent.</param>
    /// <exception cref="ArgumentOutOfRangeException">The change needs more than the machine.</exception>
    public Task<TransactionReceipt> ChangeAsync(
        Machine machine, MachineChange change, OperationRun run, CancellationToken cancellationToken)
    {
        MachineRules.Check(machine, change, Sender());
        var name = change switch
        {
            MachineChange.Start => "request_machine_start",
            MachineChange.Stop => "request_machine_stop",
            MachineChange.Restart => "request_machine_restart",
            MachineChange.Disown => "disown_machine",
            _ => throw Fault.Range(nameof(change), change, nameof(Messages.ChangeNeedsMore)),
        };
        var call = Call(
            ContractJson.Write(name, ("id", machine.Id)), BigInteger.Zero, Text.Of(nameof(Messages.CallChange), name, machine.Id));
        return _sender.SendAsync(run, StepOf(run, name, machine.Id), call, again: false, cancellationToken);
    }

    /// <summary>Adds credit to a machine, whoever owns it.</summary>
    /// <param name="machine">The machine as it is now.</param>
    /// <param name="credit">How much, in acudos; above zero.</param>
    /// <param name="run">The operation that the payment is a step of.</param>
    /// <param name="cancellationToken">Ends the waiting; what was paid stays paid.</param>
    public Task<TransactionReceipt> FundAsync(Machine machine, BigInteger credit, OperationRun run, CancellationToken cancellationToken)
    {
        MachineRules.Check(machine, MachineChange.Fund, Sender());
        if (credit.Sign <= 0)
        {
            throw Fault.Argument(nameof(Messages.CreditNotPositive));
        }
        const string Name = "fund_machine";
        var call = Call(ContractJson.Write(Name, ("id", machine.Id)), credit, Text.Of(nameof(Messages.CallCredit), machine.Id));
        return _sender.SendAsync(run, StepOf(run, Name, machine.Id), call, again: false, cancellationToken);
    }

    /// <summary>Hands a machine and its credit to another owner.</summary>
    /// <param name="machine">The machine as it is now.</param>
    /// <param name="newOwner">The new owner's address, on the same chain.</param>
    /// <param name="run">The operation that the transfer is a step of.</param>
    /// <param name="cancellationToken">Ends the waiting; a transfer that was sent stays sent.</param>
    public Task<TransactionReceipt> TransferAsync(Machine machine, string newOwner, OperationRun run, CancellationToken cancellationToken)
    {
        MachineRules.Check(machine, MachineChange.Transfer, Sender());
        CheckNewOwner(newOwner);
        const string Name = "transfer_machine";
        var message = ContractJson.Write(Name, ("id", machine.Id), ("new_owner", newOwner));
        var call = Call(message, BigInteger.Zero, Text.Of(nameof(Messages.CallTransfer), machine.Id));
        return _sender.SendAsync(run, StepOf(run, Name, machine.Id), call, again: false, cancellationToken);
    }

    /// <summary>Refuses an address that is mistyped, or of another chain: a machine that goes there is lost.</summary>
    /// <param name="newOwner">The address.</param>
    /// <exception cref="ArgumentException">It is not an address of this chain.</exception>
    public void CheckNewOwner(string newOwner)
    {
        Bech32.Check(newOwner ?? throw new ArgumentNullException(nameof(newOwner)), nameof(Messages.AddressNewOwner));
        var prefix = Bech32.PrefixOf(Sender());
        if (Bech32.PrefixOf(newOwner) != prefix)
        {
            throw Fault.Argument(nameof(Messages.AddressOfAnotherChain), newOwner, prefix);
        }
    }

    /// <summary>What a step that this operation sent earlier has come to, without sending anything.</summary>
    /// <param name="run">The operation.</param>
    /// <param name="machineId">The machine that the step is about.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Whether it was carried out; false if it certainly wasn't.</returns>
    /// <exception cref="TransactionUnknownException">Nobody knows.</exception>
    public async Task<bool> SettleAsync(OperationRun run, string machineId, CancellationToken cancellationToken)
    {
        _ = run ?? throw new ArgumentNullException(nameof(run));
        if (run.Operation.Steps.FirstOrDefault(step => step.Target == machineId) is not { } step)
        {
            return false;
        }
        var call = Call([], BigInteger.Zero, Text.Of(nameof(Messages.CallChange), step.Name, machineId));
        try
        {
            return await _sender.SettleAsync(run, step.Name, call, cancellationToken) is not null;
        }
        catch (TransactionUnknownException) when (step.Name == StepName(OrderMessage, machineId))
        {
            // An id is given once, so a machine of the account's own by that id is the one that was ordered.
            if ((await TryFindMachineAsync(machineId, cancellationToken))?.Owner != _options.Owner)
            {
                throw;
            }
            run.Done(step.Name, []);
            return true;
        }
    }

    private static byte[] Message(MachineOrder order) => ContractJson.Write(
        OrderMessage,
        ("id", order.Id),
        ("image_id", order.ImageId),
        ("machine_type_id", order.MachineTypeId),
        ("ssh_key", SshPublicKey.Parse(order.SshKey).Text),
        ("region", order.Region));

    private static string StepOf(OperationRun run, string message, string machineId)
    {
        var name = StepName(message, machineId);
        if (run.Operation.Steps.All(step => step.Name != name))
        {
            run.Add(new OperationStep { Name = name, Target = machineId });
        }
        return name;
    }

    private static string StepName(string message, string machineId) => $"{message}:{machineId}";

    private bool IsOf(Machine machine, MachineOrder order) =>
        machine.Owner == _options.Owner && machine.ImageId == order.ImageId && machine.MachineTypeId == order.MachineTypeId;

    private string Sender() => _options.Owner ?? throw new SignerException(Messages.SenderMissing);

    private ContractCall Call(byte[] message, BigInteger coins, string what) =>
        new(_options.ContractAddress, Sender(), message, coins, _options.Denom, what);

    private async Task<Machine?> TryFindMachineAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await _client.FindMachineAsync(id, cancellationToken);
        }
        catch (Exception exception) when (
            exception is CloudConnectionException or TimeoutException or ContractException or InvalidResponseException)
        {
            // The outcome stays unknown, and the caller is told that.
            return null;
        }
    }
}
