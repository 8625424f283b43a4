using System.Management.Automation;
using FluenceVm.Clouds.Cudos;
using FluenceVm.Clouds.Journal;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Model;

namespace FluenceVm.Cudos.Machines;

/// <summary>
/// A cmdlet that does something to machines which are named by id or object, all of the pipeline together, as they are now.
/// </summary>
public abstract class MachineCmdlet : CudosCmdlet
{
    private readonly List<string> _ids = [];

    private protected MachineCmdlet()
    {
    }

    /// <summary>The machines: ids or objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(MachineIdCompleter))]
    [Reference(typeof(Machine), Rows = true)]
    [ValidateNotNullOrEmpty]
    public Reference[] Id { get; set; } = [];

    private protected sealed override bool TryKeep()
    {
        _ids.AddRange(Id.Select(reference => reference.Text));
        return true;
    }

    private protected sealed override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_ids.Count == 0)
        {
            return;
        }
        var client = Open();
        var machines = await client.FindMachinesAsync(_ids, cancellationToken);
        foreach (var missing in _ids.Except(machines.Select(machine => machine.Id), StringComparer.Ordinal))
        {
            WriteFailure(CudosErrors.MachineNotFound(missing), missing);
        }
        if (machines.Count > 0)
        {
            await ObjectsFirstAsync(() => ProcessAsync(client, machines, cancellationToken));
        }
    }

    /// <summary>The work, once, with every machine that was named and found.</summary>
    private protected abstract Task ProcessAsync(CudosClient client, IReadOnlyList<Machine> machines, CancellationToken cancellationToken);

    /// <summary>The key under which the change is remembered, if the user may give one.</summary>
    private protected virtual string? UserKey => null;

    /// <summary>What the user said of the change; the machines are added to it.</summary>
    private protected virtual AskedText Asked(MachineChange change) => new($"machine-{change.ToString().ToLowerInvariant()}/1");

    /// <summary>Refuses a change that the contract would refuse, or that makes no sense.</summary>
    private protected virtual void Check(Machine machine, MachineChange change) => MachineRules.Check(machine, change, Sender());

    /// <summary>
    /// Makes a change of each machine that allows it and that is confirmed; what fails is an error of that machine alone. An
    /// account's transactions have an order, so they are sent one after the other.
    /// </summary>
    /// <param name="client">Asks and sends.</param>
    /// <param name="machines">The machines.</param>
    /// <param name="change">The change, for the contract's rules.</param>
    /// <param name="ask">The question, which names money and time.</param>
    /// <param name="send">Sends the change.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Those that were changed, as they were before.</returns>
    private protected async Task<IReadOnlyList<Machine>> ChangeAsync(
        CudosClient client,
        IReadOnlyList<Machine> machines,
        MachineChange change,
        Func<Machine, Prompt> ask,
        Func<Machine, OperationRun, Task<TransactionReceipt>> send,
        CancellationToken cancellationToken)
    {
        var changed = new List<Machine>(machines.Count);
        using var operation = new MachineOperation(
            Session(), KindOf(change), UserKey, Asked(change).AddAll("machine", machines.Select(machine => machine.Id)));
        foreach (var machine in machines)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await ForItemAsync(machine, () => ChangeOneAsync(machine));
        }
        return changed;

        async Task ChangeOneAsync(Machine machine)
        {
            if (await operation.IsDoneAsync(client, machine.Id, !IsWhatIf, cancellationToken))
            {
                Report(Text.Of(nameof(Messages.MachineChangeFound), machine, operation.Key));
                changed.Add(machine);
                return;
            }
            Check(machine, change);
            if (await ConfirmAsync(ask(machine)))
            {
                var receipt = await SendAsync(operation, machine, send, cancellationToken);
                Report(Text.Of(nameof(Messages.TransactionDone), machine, receipt.Hash));
                changed.Add(machine);
            }
        }
    }

    private async Task<TransactionReceipt> SendAsync(
        MachineOperation operation,
        Machine machine,
        Func<Machine, OperationRun, Task<TransactionReceipt>> send,
        CancellationToken cancellationToken)
    {
        var run = await operation.TakeAsync(cancellationToken);
        try
        {
            return await send(machine, run);
        }
        catch (Exception) when (operation.Kind == OperationKind.Payment && MachineOperation.IsOpen(run))
        {
            var advice = Text.Of(nameof(Messages.MachineChangeOpen), machine, operation.Key);
            NoteIfStopped(advice);
            Warn(advice);
            throw;
        }
    }

    /// <summary>Writes machines as they are now, after a change.</summary>
    private protected async Task WriteCurrentAsync(CudosClient client, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        foreach (var machine in await client.FindMachinesAsync([.. ids], cancellationToken))
        {
            Write(machine);
        }
    }

    private static OperationKind KindOf(MachineChange change) => change switch
    {
        MachineChange.Fund or MachineChange.Transfer => OperationKind.Payment,
        MachineChange.Disown => OperationKind.Removal,
        _ => OperationKind.Change,
    };
}
