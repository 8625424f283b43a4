using FluenceVm.Clouds.Cudos.Nodes;

namespace FluenceVm.Clouds.Cudos.Signing;

/// <summary>Blocks of a chain that follow one another.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
internal readonly record struct BlockRange(long From, long To)
{
    // About ten minutes: a keyring may ask a person for a passphrase or a signature on a device.
    private const int Patience = 100;

    /// <summary>The blocks that a transaction which is signed now can get into.</summary>
    public static BlockRange After(ChainBlock latest) => new(latest.Height, latest.Height + Patience);
}
