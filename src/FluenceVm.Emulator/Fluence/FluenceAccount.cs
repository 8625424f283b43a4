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
    }

    /// <summary>Where made-up ids come from.</summary>
    public int Seed { get; set; }

    public Ledger Ledger { get; } = new();

    public Stock Stock { get; } = new();

    public OfferChoice Offers { get; }

    public Fleet Fleet { get; }

    public SshKeys SshKeys { get; } = new();
}
