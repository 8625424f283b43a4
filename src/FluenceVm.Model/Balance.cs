namespace FluenceVm.Model;

/// <summary>
/// What an account holds of one entitlement (generation <c>Cloud</c>, <c>GET /v3/account/balances</c>), in the service's own
/// words.
/// </summary>
public sealed class Balance
{
    /// <summary>What the balance is for: the service's <c>featureKey</c>.</summary>
    public string Key { get; init; } = string.Empty;

    /// <summary>What is left, in <see cref="Currency"/>.</summary>
    public decimal Amount { get; init; }

    /// <summary>What was used.</summary>
    public decimal? Usage { get; init; }

    /// <summary>What was used beyond the balance.</summary>
    public decimal? Overage { get; init; }

    /// <summary>Everything that was ever paid in.</summary>
    public decimal? TotalDeposited { get; init; }

    /// <summary>The currency of every amount of this object.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>The amount and what it is for.</summary>
    public override string ToString() => FormattableString.Invariant($"{Amount} {Currency} ({Key})");
}
