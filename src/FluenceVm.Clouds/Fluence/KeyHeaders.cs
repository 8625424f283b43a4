using FluenceVm.Clouds.Http;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence;

/// <summary>Where each generation looks for the key.</summary>
internal static class KeyHeaders
{
    private static readonly KeyHeader ApiKey = new("X-API-KEY");
    private static readonly KeyHeader[] Cloud = [ApiKey];
    private static readonly KeyHeader[] Market = [ApiKey, new KeyHeader("Authorization", "Bearer ")];

    /// <summary>
    /// The marketplace knows the key by either header, depending on its age (docs/services/fluence-market.md, "Authentication");
    /// for generation Cloud a <c>Bearer</c> value would mean another kind of token.
    /// </summary>
    public static IReadOnlyList<KeyHeader> Of(FluenceApiVersion generation) =>
        generation is FluenceApiVersion.MarketV2 or FluenceApiVersion.MarketV3 ? Market : Cloud;
}
