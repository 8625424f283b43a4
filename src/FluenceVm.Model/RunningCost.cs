namespace FluenceVm.Model;

/// <summary>What things cost from now on, in one cloud and one currency, if nothing changes. Amounts are exact, times are UTC.</summary>
public sealed record RunningCost
{
    private const decimal HoursPerDay = 24;
    private const decimal DaysPerMonth = 30;

    /// <summary>The cloud.</summary>
    public string Cloud { get; init; } = nameof(Model.Cloud.Fluence);

    /// <summary>The currency of every amount of this object.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>Per hour. What is charged by the epoch counts with a 24th of it.</summary>
    public decimal PerHour { get; init; }

    /// <summary>Per day of 24 hours.</summary>
    public decimal PerDay { get; init; }

    /// <summary>Per 30 days.</summary>
    public decimal Per30Days { get; init; }

    /// <summary>What is counted.</summary>
    public IReadOnlyList<BilledItem> Items { get; init => field = ItemList.Of(value); } = ItemList<BilledItem>.None;

    /// <summary>How many things are counted.</summary>
    public int Count => Items.Count;

    /// <summary>How many of them have no known price, and so are missing in the amounts.</summary>
    public int Unpriced { get; init; }

    /// <summary>
    /// What the account has left, below zero if it is in debt; null if the service doesn't tell, or if this isn't about everything in the
    /// account.
    /// </summary>
    public decimal? Balance { get; init; }

    /// <summary>
    /// When the balance is used up; of an account in debt, about when that was. Of machines, which have a credit each, when the first one
    /// ends. Null if it isn't known, or never happens.
    /// </summary>
    public DateTimeOffset? RunsOutAt { get; init; }

    /// <summary>What the service removes then, and when.</summary>
    public IReadOnlyList<DebtStep> DebtSteps { get; init => field = ItemList.Of(value); } = ItemList<DebtStep>.None;

    /// <summary>When the next epoch is charged (the marketplace).</summary>
    public DateTimeOffset? NextChargeAt { get; init; }

    /// <summary>What is charged at <see cref="NextChargeAt"/>.</summary>
    public decimal? NextCharge { get; init; }

    /// <summary>What is held for the things themselves: reserves of the marketplace, credit of machines; null if nothing is.</summary>
    public decimal? Held { get; init; }

    /// <summary>The price per hour and per 30 days.</summary>
    public override string ToString() => Text.Of(nameof(Messages.RunningCostText), PerHour, Currency, Per30Days);

    /// <summary>Adds things up, each cloud and currency by itself.</summary>
    internal static IReadOnlyList<RunningCost> Sum(IEnumerable<BilledItem> items) =>
        [.. items.GroupBy(item => (item.Cloud, item.Currency)).Select(group => Of(group.Key.Cloud, group.Key.Currency, [.. group]))];

    /// <summary>Adds up things of one cloud and currency.</summary>
    internal static RunningCost Of(string cloud, string currency, IReadOnlyList<BilledItem> items)
    {
        var perDay = items.Sum(item => item.PricePerEpoch ?? item.PricePerHour * HoursPerDay ?? 0);
        var next = items.Min(item => item.NextChargeAt);
        return new RunningCost
        {
            Cloud = cloud,
            Currency = currency,
            PerHour = items.Sum(item => item.PricePerHour ?? 0),
            PerDay = perDay,
            Per30Days = DaysPerMonth * perDay,
            Items = items,
            Unpriced = items.Count(item => item.PricePerHour is null),
            NextChargeAt = next,
            NextCharge = next is null ? null : items.Where(item => item.NextChargeAt == next).Sum(item => item.PricePerEpoch ?? 0),
            Held = items.Any(item => item.Held is not null) ? items.Sum(item => item.Held ?? 0) : null,
            RunsOutAt = items.Min(item => item.EndsAt),
        };
    }
}
