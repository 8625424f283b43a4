namespace FluenceVm.Emulator.Fluence.Cloud.Costs;

/// <summary>
/// An account's money in USD, exact to the last digit: what runs takes from it second by second. What it has spent is always
/// the sum of its meters, because prices are whole hundred-millionths a second.
/// </summary>
internal sealed class Purse(Ledger ledger)
{
    private const decimal Micro = 1_000_000m;
    private readonly Dictionary<Guid, Meter> _meters = [];

    /// <summary>The latest second that was settled.</summary>
    public long SettledAt { get; private set; } = long.MinValue;

    /// <summary>What was taken by the second until the latest second that was settled.</summary>
    public decimal Settled { get; private set; }

    /// <summary>USD a second of all that runs.</summary>
    public decimal Rate { get; private set; }

    /// <summary>The meters of what is there.</summary>
    public IReadOnlyCollection<Meter> Current => _meters.Values;

    /// <summary>The meters of what is gone.</summary>
    public MeterHistory Ended { get; } = new();

    /// <summary>Every meter.</summary>
    public IEnumerable<Meter> Meters => Ended.All.Concat(Current);

    public decimal Deposited => ledger.PaidIn / Micro;

    /// <summary>What was spent in all generations.</summary>
    public decimal Spent => Settled + (ledger.Spent / Micro);

    /// <summary>What is left; below zero it is a debt. What the marketplace holds back for a VM is still here.</summary>
    public decimal Balance => Deposited - Spent;

    /// <summary>What new things can be paid from.</summary>
    public decimal Free => Balance - (ledger.Reserved / Micro);

    /// <summary>The second that a time lies in.</summary>
    public static long Second(DateTimeOffset time) => time.ToUnixTimeSeconds();

    /// <summary>Takes what has run up until then.</summary>
    public void AdvanceTo(DateTimeOffset now)
    {
        var second = Second(now);
        if (second > SettledAt)
        {
            Settled += Rate == 0 ? 0 : Rate * (second - SettledAt);
            SettledAt = second;
            ledger.SpentBySecond = Settled * Micro;
        }
    }

    public Meter? Find(Guid id) => _meters.TryGetValue(id, out var meter) ? meter : null;

    /// <summary>Bills something under another name.</summary>
    public void Rename(Guid id, string name)
    {
        if (Find(id) is { } meter)
        {
            meter.Name = name;
        }
    }

    /// <summary>Begins to bill something.</summary>
    /// <param name="meter">What.</param>
    /// <param name="pricePerHour">USD per hour.</param>
    /// <param name="quantity">How many.</param>
    /// <param name="now">From when on.</param>
    public void Start(Meter meter, decimal pricePerHour, long quantity, DateTimeOffset now)
    {
        _meters.Add(meter.ResourceId, meter);
        Run(meter, pricePerHour, quantity, now);
    }

    /// <summary>Bills something at another price from now on.</summary>
    public void Change(Guid id, decimal pricePerHour, long quantity, DateTimeOffset now)
    {
        Stop(id, now);
        Run(_meters[id], pricePerHour, quantity, now);
    }

    /// <summary>Stops billing something; what isn't billed stays so.</summary>
    public void Stop(Guid id, DateTimeOffset now)
    {
        AdvanceTo(now);
        if (Find(id)?.Running is { } span)
        {
            span.To = Second(now);
            Rate -= span.Price;
        }
    }

    /// <summary>Stops billing something that goes.</summary>
    public void End(Guid id, DateTimeOffset now)
    {
        Stop(id, now);
        if (Find(id) is { } meter)
        {
            _meters.Remove(id);
            Ended.Add(meter);
        }
    }

    /// <summary>Takes over the meters that were kept on disk.</summary>
    public void Restore(IEnumerable<Meter> current, IEnumerable<Meter> ended, DateTimeOffset now)
    {
        AdvanceTo(now);
        foreach (var meter in current)
        {
            _meters.Add(meter.ResourceId, meter);
            Rate += meter.Running?.Price ?? 0;
        }
        foreach (var meter in ended)
        {
            Ended.Add(meter);
        }
        Recount();
    }

    /// <summary>Takes what has run until now, also before the emulator began.</summary>
    public void Recount()
    {
        Settled = Meters.Sum(meter => meter.Within(long.MinValue, SettledAt).Cost);
        ledger.SpentBySecond = Settled * Micro;
    }

    private void Run(Meter meter, decimal pricePerHour, long quantity, DateTimeOffset now)
    {
        AdvanceTo(now);
        var price = pricePerHour / CloudPrices.SecondsPerHour;
        meter.Spans.Add(new MeterSpan { From = Second(now), Price = price, Quantity = quantity });
        Rate += price;
    }
}
