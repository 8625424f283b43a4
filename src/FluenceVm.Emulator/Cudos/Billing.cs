using System.Numerics;

namespace FluenceVm.Emulator.Cudos;

/// <summary>
/// What billing cycles cost. A cycle is a minute and is paid when it begins; an hour's price is seldom a multiple of 60, so a
/// minute's price is rounded up to a whole acudos, and what was rounded up is kept in sixtieths and taken off the next cycles.
/// After n cycles exactly ceil(n x price / 60) have been charged: sixty cycles cost the hour's price, to the last acudos.
/// </summary>
internal static class Billing
{
    private const int CyclesPerHour = 60;

    /// <summary>A cycle: one minute.</summary>
    public static TimeSpan Cycle { get; } = TimeSpan.FromMinutes(1);

    /// <summary>How many further cycles a credit covers; null for as many as you like (nothing is charged).</summary>
    /// <param name="pricePerHour">Acudos per hour.</param>
    /// <param name="credit">What is left, in acudos.</param>
    /// <param name="prepaid">Sixtieths of an acudos that were paid in advance: 0 to 59.</param>
    public static BigInteger? Affordable(BigInteger pricePerHour, BigInteger credit, int prepaid) =>
        pricePerHour.IsZero ? null : (credit * CyclesPerHour + prepaid) / pricePerHour;

    /// <summary>What some cycles cost now, and what is prepaid after them.</summary>
    /// <param name="pricePerHour">Acudos per hour.</param>
    /// <param name="cycles">How many.</param>
    /// <param name="prepaid">Sixtieths of an acudos that were paid in advance: 0 to 59.</param>
    public static (BigInteger Charge, int Prepaid) Charge(BigInteger pricePerHour, BigInteger cycles, int prepaid)
    {
        var owed = pricePerHour * cycles - prepaid;
        var charge = (owed + (CyclesPerHour - 1)) / CyclesPerHour;
        return (charge, (int)(charge * CyclesPerHour - owed));
    }
}
