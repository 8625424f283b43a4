using System.Numerics;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Cudos;

/// <summary>
/// The chain's memory: balances, machines, transactions, and what falls due when. Coins are only ever moved: the sum of all
/// balances and credits never changes.
/// </summary>
internal sealed class ComputeState
{
    private readonly Dictionary<string, BigInteger> _balances;
    private readonly Dictionary<string, ComputeMachine> _machines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Cpus, int Gpus)> _used = new(StringComparer.Ordinal);
    private readonly EventQueue<ComputeMachine> _events = new();

    /// <summary>A chain on which nothing has happened.</summary>
    public ComputeState(IReadOnlyDictionary<string, BigInteger> balances) =>
        _balances = balances.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    /// <summary>Every account that ever held coins.</summary>
    public IReadOnlyDictionary<string, BigInteger> Balances => _balances;

    /// <summary>Every machine that was ever ordered, ended ones included, so that no id is given twice.</summary>
    public IReadOnlyCollection<ComputeMachine> Machines => _machines.Values;

    /// <summary>The chain's own name. A new emulator is a new chain; one that goes on from a state file is the same.</summary>
    public string ChainId { get; init; } = string.Empty;

    /// <summary>What was sent, and what became of it.</summary>
    public TransactionLog Transactions { get; init; } = new();

    /// <summary>What an account has.</summary>
    public BigInteger Balance(string account) => _balances.TryGetValue(account, out var balance) ? balance : BigInteger.Zero;

    /// <summary>Gives coins to an account, or takes them (a negative amount).</summary>
    public void Move(string account, BigInteger amount) => _balances[account] = Balance(account) + amount;

    /// <summary>The machine of an id, or null.</summary>
    public ComputeMachine? Find(string id) => _machines.TryGetValue(id, out var machine) ? machine : null;

    /// <summary>Takes up a machine.</summary>
    public void Add(ComputeMachine machine)
    {
        _machines.Add(machine.Id, machine);
        if (machine is { Provider: { } provider, IsOver: false })
        {
            Reserve(provider, machine.Type, 1);
        }
        Reschedule(machine);
    }

    /// <summary>Whether a provider has room for a machine of this type.</summary>
    public bool HasRoom(EmulatedProvider provider, EmulatedMachineType type)
    {
        _used.TryGetValue(provider.Address, out var used);
        return used.Cpus + type.CpuCount <= provider.CpuCount && used.Gpus + type.GpuCount <= provider.GpuCount;
    }

    /// <summary>A provider commits to a machine.</summary>
    public void Commit(ComputeMachine machine, EmulatedProvider provider)
    {
        machine.Provider = provider;
        Reserve(provider, machine.Type, 1);
    }

    /// <summary>Ends a machine: its room comes free, billing stops, and what credit is left stays with it for its owner.</summary>
    public void End(ComputeMachine machine, string state, string? reason)
    {
        if (machine.Provider is { } provider)
        {
            Reserve(provider, machine.Type, -1);
        }
        (machine.State, machine.Reason) = (state, reason);
        (machine.Address, machine.Until, machine.StepDue) = (null, null, null);
    }

    /// <summary>Pays a machine's cycles that have begun by then to its provider.</summary>
    public void PayCycles(ComputeMachine machine, DateTimeOffset now)
    {
        var charge = machine.PayCycles(now);
        if (machine.Provider is { } provider && !charge.IsZero)
        {
            Move(provider.Address, charge);
        }
    }

    /// <summary>Notes when a machine's next event falls due; to be called after every change of the machine.</summary>
    public void Reschedule(ComputeMachine machine) => _events.Schedule(machine);

    /// <summary>Takes the machine whose event falls due first, and when it does; false if none does by then.</summary>
    public bool TryTake(DateTimeOffset by, out DateTimeOffset at, out ComputeMachine machine) => _events.TryTake(by, out at, out machine);

    private void Reserve(EmulatedProvider provider, EmulatedMachineType type, int sign)
    {
        _used.TryGetValue(provider.Address, out var used);
        _used[provider.Address] = (used.Cpus + sign * type.CpuCount, used.Gpus + sign * type.GpuCount);
    }
}
