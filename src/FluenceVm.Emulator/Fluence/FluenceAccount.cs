using FluenceVm.Emulator.Fluence.Cloud;
using FluenceVm.Emulator.Fluence.Market;

namespace FluenceVm.Emulator.Fluence;

/// <summary>Everything that the emulated Fluence knows of its one customer, and the stock of its marketplace.</summary>
internal sealed class FluenceAccount
{
    public FluenceAccount(int seed)
    {
        Seed = seed;
        Offers = new OfferChoice(Stock);
        Fleet = new Fleet(Ledger, Stock);
        Assets = new CloudAssets(Ledger);
    }

    /// <summary>Where made-up ids come from.</summary>
    public int Seed { get; set; }

    public Ledger Ledger { get; } = new();

    public Stock Stock { get; } = new();

    public OfferChoice Offers { get; }

    public Fleet Fleet { get; }

    /// <summary>The disks and addresses of generation <c>Cloud</c>.</summary>
    public CloudAssets Assets { get; }

    /// <summary>The security groups of generation <c>Cloud</c>.</summary>
    public CloudGroups Groups { get; } = new();

    public SshKeys SshKeys { get; } = new();

    /// <summary>When something happens next; null where nothing will.</summary>
    public DateTimeOffset? NextAt => Earlier(Fleet.NextAt, Assets.NextAt);

    /// <summary>Lets everything happen that is due by then. What is due at the same time happens to the VMs first.</summary>
    public void AdvanceTo(DateTimeOffset now)
    {
        while (NextAt is { } next && next <= now)
        {
            Fleet.AdvanceTo(next);
            Assets.AdvanceTo(next);
        }
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;
}
