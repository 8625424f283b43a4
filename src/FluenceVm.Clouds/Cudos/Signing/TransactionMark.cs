using System.Globalization;

namespace FluenceVm.Clouds.Cudos.Signing;

/// <summary>What a transaction is known by, and the blocks that it can get into.</summary>
/// <param name="Hash">Its hash: 64 hexadecimal digits.</param>
/// <param name="Blocks">From the latest block when it was signed to the last one that takes it; null if every later block does.</param>
internal sealed record TransactionMark(string Hash, BlockRange? Blocks)
{
    /// <summary>Reads a mark from the journal; null for a text that is not one.</summary>
    public static TransactionMark? Parse(string? text)
    {
        var parts = text?.Split(' ') ?? [];
        return parts.Length == 1 ? new TransactionMark(parts[0], null)
            : parts.Length == 3 && Number(
                parts[1]) is { } from && Number(parts[2]) is { } to ? new TransactionMark(parts[0], new BlockRange(from, to))
            : null;
    }

    /// <summary>The mark as the journal keeps it.</summary>
    public override string ToString() => Blocks is { } blocks
        ? string.Format(CultureInfo.InvariantCulture, "{0} {1} {2}", Hash, blocks.From, blocks.To)
        : Hash;

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : null;
}
