namespace FluenceVm.Clouds.Fluence.Cloud.Catalogue;

/// <summary>Units of the service, and those of the model.</summary>
internal static class Amounts
{
    /// <summary>The currency of every amount of the service.</summary>
    public const string Currency = "USD";

    // The service counts memory and disks in decimal GB.
    private const decimal GBPerGiB = 1.073741824m;

    public static int? ToInt(decimal? number) => number is >= 0 and <= int.MaxValue ? (int)number : null;

    /// <summary>From decimal GB, in hundredths.</summary>
    public static decimal? ToGiB(decimal? gb) => gb is null ? null : Math.Round(gb.Value / GBPerGiB, 2);

    /// <summary>The fewest whole GB that hold so many GiB.</summary>
    public static long ToGB(int gib) => (long)Math.Ceiling(gib * GBPerGiB);
}
