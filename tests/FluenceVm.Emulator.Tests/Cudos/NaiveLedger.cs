using System.Numerics;
using FluenceVm.Emulator.Cudos;

namespace FluenceVm.Emulator.Tests.Cudos;

/// <summary>
/// The contract and its providers once more, in the plainest way: a loop over seconds, one charge a minute, fractions kept
/// whole.
/// </summary>
internal sealed class NaiveLedger(CudosSetup setup, DateTimeOffset now)
{
    private readonly List<Entry> _machines = [];
    private readonly Dictionary<string, BigInteger> _balances = new(setup.Balances);
    private DateTimeOffset _now = now;

    public bool Order(string sender, string id, EmulatedMachineType type, string? region, BigInteger credit)
    {
        if (Find(id) is not null || Balance(sender) < credit)
        {
            return false;
        }
        Add(sender, -credit);
        _machines.Add(new Entry { Id = id, Owner = sender, Type = type, Region = region, Credit = credit, PaidIn = credit, StepIn = 5 });
        return true;
    }

    public bool Fund(string sender, string id, BigInteger amount)
    {
        if (Find(id) is not { Owner: not null } machine || amount.IsZero || Balance(sender) < amount)
        {
            return false;
        }
        Add(sender, -amount);
        machine.Credit += amount;
        machine.PaidIn += amount;
        return true;
    }

    public bool Disown(string sender, string id)
    {
        if (Find(id) is not { } machine || machine.Owner != sender)
        {
            return false;
        }
        Add(sender, machine.Credit);
        machine.Refunded += machine.Credit;
        machine.Credit = 0;
        machine.Owner = null;
        machine.StepIn = machine.Over ? null : 10;
        return true;
    }

    public bool Transfer(string sender, string id, string newOwner)
    {
        if (Find(id) is not { } machine || machine.Owner != sender)
        {
            return false;
        }
        machine.Owner = newOwner;
        return true;
    }

    public bool Request(string sender, string id, string from, string to)
    {
        if (Find(id) is not { } machine || machine.Owner != sender || machine.State != from)
        {
            return false;
        }
        (machine.State, machine.StepIn) = (to, 10);
        return true;
    }

    public void Step(int seconds)
    {
        for (; seconds > 0; seconds--)
        {
            _now += TimeSpan.FromSeconds(1);
            foreach (var machine in _machines.Where(machine => !machine.Over))
            {
                machine.StepIn--;
                if (machine.Until == _now && !Charge(machine))
                {
                    End(machine, "Finished");
                }
                else if (machine.StepIn == 0)
                {
                    Act(machine);
                }
            }
        }
    }

    public void Verify(Chain chain)
    {
        foreach (var expected in _machines)
        {
            var machine = chain.Machine(expected.Id);
            var found = (
                machine["state"]!.GetValue<string>(),
                machine["owner"]?.GetValue<string>(),
                machine["provider"]?.GetValue<string>(),
                Chain.Number(machine["credit"]));
            Assert.Equal((expected.State, expected.Owner, expected.Provider, expected.Credit), found);
            Assert.Equal(expected.PaidIn, expected.Charged + expected.Refunded + expected.Credit);
            Assert.Equal(expected.Charged, (expected.Type.AcudosPerHour * expected.Cycles + 59) / 60);
        }
        Assert.All(_balances, account => Assert.Equal(account.Value, chain.Balance(account.Key)));
        Assert.Equal(
            setup.Balances.Values.Aggregate(BigInteger.Zero, BigInteger.Add),
            chain.Service.State.Balances.Values
                .Concat(chain.Service.State.Machines.Select(machine => machine.Credit))
                .Aggregate(BigInteger.Zero, BigInteger.Add));
    }

    private void Act(Entry machine)
    {
        machine.StepIn = null;
        if (machine.Owner is null)
        {
            End(machine, "Finished");
        }
        else if (machine is { State: "StartRequested", Provider: null })
        {
            Commit(machine);
        }
        else if (machine is { State: "StartRequested", HasAddress: false })
        {
            (machine.HasAddress, machine.StepIn) = (true, 15);
        }
        else
        {
            machine.State = machine.State == "StopRequested" ? "Stopped" : "Running";
            if (machine.Until is null)
            {
                machine.Until = _now;
                Assert.True(Charge(machine));
            }
        }
    }

    private void Commit(Entry machine)
    {
        var free = setup.Providers.FirstOrDefault(provider =>
            machine.Type.Available
            && (machine.Region ?? provider.Region) == provider.Region
            && _machines.Where(other => other.Provider == provider.Address && !other.Over).Sum(other => other.Type.CpuCount)
                + machine.Type.CpuCount <= provider.CpuCount);
        if (machine.Credit * 60 < machine.Type.AcudosPerHour || free is null)
        {
            End(machine, "Failed");
            return;
        }
        (machine.Provider, machine.StepIn) = (free.Address, 10);
    }

    private bool Charge(Entry machine)
    {
        var total = (machine.Type.AcudosPerHour * (machine.Cycles + 1) + 59) / 60;
        var due = total - machine.Charged;
        if (due > machine.Credit)
        {
            return false;
        }
        machine.Credit -= due;
        machine.Charged = total;
        machine.Cycles++;
        machine.Until += TimeSpan.FromMinutes(1);
        Add(machine.Provider!, due);
        return true;
    }

    private static void End(Entry machine, string state)
    {
        machine.State = state;
        machine.Until = null;
    }

    private Entry? Find(string id) => _machines.Find(machine => machine.Id == id);

    private BigInteger Balance(string account) => _balances.GetValueOrDefault(account);

    private void Add(string account, BigInteger amount) => _balances[account] = Balance(account) + amount;

    private sealed class Entry
    {
        public required string Id { get; init; }

        public required EmulatedMachineType Type { get; init; }

        public required string? Region { get; init; }

        public string? Owner { get; set; }

        public string State { get; set; } = "StartRequested";

        public string? Provider { get; set; }

        public bool HasAddress { get; set; }

        public BigInteger Credit { get; set; }

        public BigInteger PaidIn { get; set; }

        public BigInteger Charged { get; set; }

        public BigInteger Refunded { get; set; }

        public int Cycles { get; set; }

        public int? StepIn { get; set; }

        public DateTimeOffset? Until { get; set; }

        public bool Over => State is "Finished" or "Failed";
    }
}
