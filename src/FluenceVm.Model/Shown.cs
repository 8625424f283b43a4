using System.Globalization;

namespace FluenceVm.Model;

/// <summary>Names and prices as sentences and tables show them.</summary>
internal static class Shown
{
    private const int Longest = 100;

    // Below it, four decimals would say too little.
    private const decimal Small = 0.001m;

    /// <summary>The name and the id; the id alone for a thing without a name.</summary>
    public static string Named(string? name, string id) => string.IsNullOrEmpty(name) ? id : $"{Short(name!)} ({id})";

    /// <summary>A name; one of 10,000 letters would push everything else off the screen.</summary>
    public static string Short(string name) => name.Length <= Longest ? name : name.Substring(0, Longest) + "...";

    /// <summary>A price per hour with its currency, the same in every culture; null if it is not known.</summary>
    public static string? PricePerHour(decimal? price, string currency)
    {
        if (price is not { } amount)
        {
            return null;
        }
        var digits = amount is > 0 and < Small ? "0.0000####" : "0.0000";
        return $"{amount.ToString(digits, CultureInfo.InvariantCulture)} {currency}/h";
    }
}
