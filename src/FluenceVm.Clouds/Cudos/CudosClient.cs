using System.Numerics;
using FluenceVm.Clouds.Cudos.Contract;
using FluenceVm.Clouds.Cudos.Signing;
using FluenceVm.Clouds.Ssh;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Cudos;

/// <summary>
/// What the Compute contract can do, in the words of the model. Queries throw <see cref="ContractException"/> for an error
/// response, <see cref="InvalidResponseException"/> for an unreadable one, <see cref="CloudConnectionException"/> where no node
/// answered and <see cref="TimeoutException"/> where the only one was too slow. Changes are sent once, and return when they are
/// in a block; beside these errors they throw <see cref="MachineRuleException"/> or <see cref="ArgumentException"/> (nothing
/// was sent, because the contract would refuse it), <see cref="SignerException"/> (nothing was sent, because it couldn't be
/// signed) and <see cref="TransactionUnknownException"/>.
/// </summary>
public sealed class CudosClient
{
    private const int FewMachines = 4;
    private readonly CudosConnectionOptions _options;
    private readonly ContractQueries _queries;
    private readonly TransactionSender _sender;

    internal CudosClient(CudosConnectionOptions options, ContractQueries queries, TransactionSender sender)
    {
        _options = options;
        _queries = queries;
        _sender = sender;
    }

    /// <summary>Streams machines: each is handed on before the response has ended.</summary>
    /// <param name="owner">Only those of this account; null for all.</param>
    /// <param name="provider">Only those that this provider committed to; null for all.</param>
    /// <param name="output">Takes each machine. It may block, and so slows the reading down.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task ListMachinesAsync(string? owner, string? provider, Action<Machine> output, CancellationToken cancellationToken) =>
        _queries.ListMachinesAsync(owner, provider, output, cancellationToken);

    /// <summary>A machine, whoever owns it.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The machine; null where there is none.</returns>
    public Task<Machine?> FindMachineAsync(string id, CancellationToken cancellationToken) =>
        _queries.FindMachineAsync(id, cancellationToken);

    /// <summary>Machines by their ids, whoever owns them: in one list where they are many, else one by one.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Those that are there, each once, in the order of the ids.</returns>
    public async Task<IReadOnlyList<Machine>> FindMachinesAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var wanted = new HashSet<string>(ids ?? throw new ArgumentNullException(nameof(ids)), StringComparer.Ordinal);
        var found = new Dictionary<string, Machine>(StringComparer.Ordinal);
        if (wanted.Count > FewMachines && _options.Owner is { } owner)
        {
            await ListMachinesAsync(
                owner,
                null,
                machine => _ = wanted.Contains(machine.Id) ? found[machine.Id] = machine : null,
                cancellationToken);
        }
        foreach (var id in wanted.Where(id => !found.ContainsKey(id)).ToList())
        {
            if (await FindMachineAsync(id, cancellationToken) is { } machine)
            {
                found[id] = machine;
            }
        }
        return [.. ids.Distinct(StringComparer.Ordinal).Where(found.ContainsKey).Select(id => found[id])];
    }

    /// <summary>What can be ordered.</summary>
    /// <param name="output">Takes each machine type.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task ListMachineTypesAsync(Action<MachineType> output, CancellationToken cancellationToken) =>
        _queries.ListMachineTypesAsync(output, cancellationToken);

    /// <summary>A machine type.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The machine type; null where there is none.</returns>
    public Task<MachineType?> FindMachineTypeAsync(string id, CancellationToken cancellationToken) =>
        _queries.FindMachineTypeAsync(id, cancellationToken);

    /// <summary>What machines can be started from.</summary>
    /// <param name="output">Takes each image.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task ListImagesAsync(Action<VmImage> output, CancellationToken cancellationToken) =>
        _queries.ListImagesAsync(output, cancellationToken);

    /// <summary>An image.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The image; null where there is none.</returns>
    public Task<VmImage?> FindImageAsync(string id, CancellationToken cancellationToken) => _queries.FindImageAsync(id, cancellationToken);

    /// <summary>Orders a machine. As ids are unique for ever, a lost response is settled by looking for the machine.</summary>
    /// <param name="order">What to order.</param>
    /// <param name="cancellationToken">Ends the waiting, not the order.</param>
    /// <returns>The transaction; null where its response was lost but the machine is there.</returns>
    /// <exception cref="FormatException">The SSH key is no public key, or a smartcard's, which the contract doesn't support.</exception>
    public async Task<TransactionReceipt?> OrderAsync(MachineOrder order, CancellationToken cancellationToken)
    {
        _ = order ?? throw new ArgumentNullException(nameof(order));
        var sender = Sender();
        if (order.Id.Length == 0)
        {
            throw Fault.Argument(nameof(Messages.MachineIdMissing));
        }
        if (order.Credit.Sign < 0)
        {
            throw Fault.Argument(nameof(Messages.CreditNegative));
        }
        var sshKey = SshPublicKey.Parse(order.SshKey).Text;
        if (await FindMachineAsync(order.Id, cancellationToken) is not null)
        {
            throw new MachineRuleException(order.Id, Text.Of(nameof(Messages.MachineIdTaken), order.Id));
        }
        var message = ContractJson.Write(
            "order_machine",
            ("id", order.Id),
            ("image_id", order.ImageId),
            ("machine_type_id", order.MachineTypeId),
            ("ssh_key", sshKey),
            ("region", order.Region));
        try
        {
            return await SendAsync(message, order.Credit, Text.Of(nameof(Messages.CallOrder), order.Id), cancellationToken);
        }
        catch (TransactionUnknownException) when (!cancellationToken.IsCancellationRequested)
        {
            if (await TryFindMachineAsync(order.Id, cancellationToken) is { } machine && machine.Owner == sender)
            {
                return null;
            }
            throw;
        }
    }

    /// <summary>Starts, stops or restarts a machine, or gives it up.</summary>
    /// <param name="machine">The machine as it is now.</param>
    /// <param name="change">What to do.</param>
    /// <param name="cancellationToken">Ends the waiting, not the change.</param>
    /// <exception cref="ArgumentOutOfRangeException">The change needs more than the machine.</exception>
    public Task<TransactionReceipt> ChangeAsync(Machine machine, MachineChange change, CancellationToken cancellationToken)
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
        return SendAsync(
            ContractJson.Write(name, ("id", machine.Id)),
            BigInteger.Zero,
            Text.Of(nameof(Messages.CallChange), name, machine.Id),
            cancellationToken);
    }

    /// <summary>Adds credit to a machine, whoever owns it.</summary>
    /// <param name="machine">The machine as it is now.</param>
    /// <param name="credit">How much, in acudos; above zero.</param>
    /// <param name="cancellationToken">Ends the waiting, not the change.</param>
    public Task<TransactionReceipt> FundAsync(Machine machine, BigInteger credit, CancellationToken cancellationToken)
    {
        MachineRules.Check(machine, MachineChange.Fund, Sender());
        return credit.Sign > 0
            ? SendAsync(
                ContractJson.Write("fund_machine", ("id", machine.Id)),
                credit,
                Text.Of(nameof(Messages.CallCredit), machine.Id),
                cancellationToken)
            : throw Fault.Argument(nameof(Messages.CreditNotPositive));
    }

    /// <summary>Hands a machine and its credit to another owner.</summary>
    /// <param name="machine">The machine as it is now.</param>
    /// <param name="newOwner">The new owner's address, on the same chain.</param>
    /// <param name="cancellationToken">Ends the waiting, not the change.</param>
    public Task<TransactionReceipt> TransferAsync(Machine machine, string newOwner, CancellationToken cancellationToken)
    {
        var sender = Sender();
        MachineRules.Check(machine, MachineChange.Transfer, sender);
        CheckNewOwner(newOwner);
        return SendAsync(
            ContractJson.Write("transfer_machine", ("id", machine.Id), ("new_owner", newOwner)),
            BigInteger.Zero,
            Text.Of(nameof(Messages.CallTransfer), machine.Id),
            cancellationToken);
    }

    /// <summary>Refuses an address that is mistyped, or of another chain: a machine that goes there is lost.</summary>
    /// <param name="newOwner">The address.</param>
    /// <exception cref="ArgumentException">It is no address of this chain.</exception>
    public void CheckNewOwner(string newOwner)
    {
        Bech32.Check(newOwner ?? throw new ArgumentNullException(nameof(newOwner)), nameof(Messages.AddressNewOwner));
        var prefix = Bech32.PrefixOf(Sender());
        if (Bech32.PrefixOf(newOwner) != prefix)
        {
            throw Fault.Argument(nameof(Messages.AddressOfAnotherChain), newOwner, prefix);
        }
    }

    private string Sender() => _options.Owner
        ?? throw new SignerException(Messages.SenderMissing);

    private async Task<Machine?> TryFindMachineAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await FindMachineAsync(id, cancellationToken);
        }
        catch (Exception exception) when (ServiceTrouble.Is(exception))
        {
            // The outcome stays unknown, and the caller is told that.
            return null;
        }
    }

    private Task<TransactionReceipt> SendAsync(byte[] message, BigInteger coins, string what, CancellationToken cancellationToken) =>
        _sender.SendAsync(new ContractCall(_options.ContractAddress, Sender(), message, coins, _options.Denom, what), cancellationToken);
}
