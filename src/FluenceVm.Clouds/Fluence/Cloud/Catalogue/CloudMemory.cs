using System.Collections.Concurrent;

namespace FluenceVm.Clouds.Fluence.Cloud.Catalogue;

/// <summary>What a connection remembers from one client to the next. Safe for many callers at once.</summary>
internal sealed class CloudMemory
{
    private readonly ConcurrentDictionary<string, KnownPrices> _prices = new(StringComparer.Ordinal);

    public KnownPrices? PricesOf(string path) => _prices.TryGetValue(path, out var known) ? known : null;

    public void Keep(string path, string? version, PriceList prices)
    {
        if (version is not null)
        {
            _prices[path] = new KnownPrices(version, prices);
        }
    }
}

/// <summary>Prices, and the version that the service gave them.</summary>
internal sealed record KnownPrices(string Version, PriceList Prices);
