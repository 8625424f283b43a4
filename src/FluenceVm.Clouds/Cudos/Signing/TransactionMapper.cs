using System.Numerics;
using FluenceVm.Clouds.Json;

namespace FluenceVm.Clouds.Cudos.Signing;

/// <summary>From the wire type of a transaction's result.</summary>
internal static class TransactionMapper
{
    /// <returns>The result; null if it has no hash or no code, and so says nothing.</returns>
    public static TransactionResult? ToResult(TransactionResultWire wire) =>
        string.IsNullOrEmpty(wire.Hash) || wire.Code.Fault is not null
            ? null
            // A chain's program leaves out a code of 0 in some forms of its output.
            : new TransactionResult(
                wire.Hash!,
                (int)Bounded(wire.Code, int.MaxValue),
                wire.Codespace,
                wire.RawLog,
                Bounded(wire.Height, long.MaxValue),
                Bounded(wire.GasUsed, long.MaxValue));

    private static long Bounded(Field<BigInteger> field, long most) => (long)BigInteger.Min(field.Value ?? BigInteger.Zero, most);
}
