namespace FluenceVm.Emulator.Fluence.Cloud.Costs;

/// <summary>How far an account in debt has come: first its VMs and addresses are removed, later its disks.</summary>
internal enum DebtStage
{
    None,
    Owing,
    WithoutVms,
    WithoutDisks,
}

/// <summary>
/// An account's debt. Over 5 USD, or after 3 days, VMs and addresses are removed; at 20 USD, or unpaid 10 days later, disks are
/// deleted.
/// </summary>
internal sealed class Debt(Purse purse)
{
    public const decimal VmLimit = 5m;
    public const decimal DiskLimit = 20m;
    private const long Day = 86_400;
    private static readonly long EndOfTime = DateTimeOffset.MaxValue.ToUnixTimeSeconds();
    private const long VmGrace = 3 * Day;
    private const long DiskGrace = 10 * Day;

    public DebtStage Stage { get; private set; }

    /// <summary>The second at which the stage began.</summary>
    public long Since { get; private set; }

    /// <summary>The second at which the next stage begins if nothing changes; null for never.</summary>
    public long? NextAt => (Stage, purse.Balance) switch
    {
        (DebtStage.None, < 0) => purse.SettledAt,
        (DebtStage.None, var balance) => WhenSpent(balance, isMore: true),
        (_, >= 0) => purse.SettledAt,
        (DebtStage.Owing, var balance) => Earlier(Since + VmGrace, WhenSpent(VmLimit + balance, isMore: true)),
        (DebtStage.WithoutVms, var balance) => Earlier(Since + DiskGrace, WhenSpent(DiskLimit + balance, isMore: false)),
        _ => null,
    };

    /// <summary>Enters the stage that is due.</summary>
    /// <returns>The stage that was entered.</returns>
    public DebtStage Advance(long second)
    {
        (Stage, Since) = (purse.Balance >= 0 ? DebtStage.None : Stage + 1, second);
        return Stage;
    }

    public void Restore(DebtStage stage, long since) => (Stage, Since) = (stage, since);

    /// <summary>When an amount will have been spent, exactly or by more than it; null if nothing runs.</summary>
    private long? WhenSpent(decimal amount, bool isMore)
    {
        if (purse.Rate <= 0)
        {
            return amount < 0 || (amount == 0 && !isMore) ? purse.SettledAt : null;
        }
        var seconds = Math.Max(0, amount) / purse.Rate;
        if (seconds >= EndOfTime - purse.SettledAt)
        {
            return null;
        }
        return purse.SettledAt + (long)(isMore && amount >= 0 ? decimal.Floor(seconds) + 1 : decimal.Ceiling(seconds));
    }

    private static long Earlier(long one, long? other) => other < one ? other.Value : one;
}
