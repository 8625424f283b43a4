using System.Globalization;

namespace FluenceVm.Emulator.Fluence;

/// <summary>USDC as the ledger counts it: whole micro-USDC, 6 decimals.</summary>
internal static class Usdc
{
    private const decimal Micro = 1_000_000m;

    /// <summary>As the service writes it, for example <c>2.4352</c>.</summary>
    public static string Format(decimal micro) => (micro / Micro).ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>An amount of USDC in micro-USDC, rounded down.</summary>
    /// <exception cref="OverflowException">It is more than the ledger can count.</exception>
    public static long FromDecimal(decimal amount) => decimal.ToInt64(decimal.Floor(amount * Micro));

    /// <summary>Reads a limit as clients write it (<c>12.5</c>, <c>.5</c>); null if it is not an amount.</summary>
    public static long? Parse(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount <= 1_000_000_000m
            ? FromDecimal(amount)
            : null;
}
