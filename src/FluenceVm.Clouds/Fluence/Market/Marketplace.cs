using FluenceVm.Clouds.Fluence.Market.Wire;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Clouds.Http;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Market;

/// <summary>What can be ordered (docs/services/fluence-market.md, "Marketplace"). These routes have no generation.</summary>
internal sealed class Marketplace(FluenceRequests requests)
{
    public async Task ListOffersAsync(VmConstraints constraints, Action<Offer> output, CancellationToken cancellationToken)
    {
        VmRules.Check(constraints);
        using var response = await requests.SendAsync(
            HttpMethod.Post,
            "marketplace/offers",
            OrderMapper.ToWire(constraints),
            MarketJson.Default.ConstraintsWire,
            requests.NewContext(Repetition.Allowed),
            cancellationToken);
        await FluenceRequests.StreamAsync(
            response,
            new SerializedItem<OfferWire>(MarketJson.Default.OfferWire),
            requests.ProblemsOf(response),
            MarketplaceMapper.ToModel,
            output,
            cancellationToken);
    }

    public async Task<IReadOnlyList<MachineType>> ListMachineTypesAsync(CancellationToken cancellationToken)
    {
        var slugs = await ListTextsAsync("marketplace/basic_configurations", cancellationToken);
        var cheapest = slugs.Distinct(StringComparer.Ordinal).ToDictionary(slug => slug, _ => (Offer?)null, StringComparer.Ordinal);
        await ListOffersAsync(
            new VmConstraints(),
            offer => cheapest[offer.Configuration] = Better(cheapest.TryGetValue(offer.Configuration, out var best) ? best : null, offer),
            cancellationToken);
        return [.. cheapest.Select(pair => ToMachineType(pair.Key, pair.Value))
            .OrderBy(type => type.CpuCount ?? int.MaxValue)
            .ThenBy(type => type.MemoryGiB)];
    }

    public Task<IReadOnlyList<string>> ListCountriesAsync(CancellationToken cancellationToken) =>
        ListTextsAsync("marketplace/countries", cancellationToken);

    public async Task<IReadOnlyList<Hardware>> ListHardwareAsync(CancellationToken cancellationToken)
    {
        using var response = await requests.GetAsync("marketplace/hardware", cancellationToken);
        return [.. MarketplaceMapper.ToModel(await response.ReadObjectAsync(MarketJson.Default.HardwareWire, cancellationToken))];
    }

    public Task<IReadOnlyList<Datacenter>> ListDatacentersAsync(CancellationToken cancellationToken) => requests.ListAsync(
        "v1/marketplace/datacenters",
        MarketJson.Default.DatacenterWire,
        (wire, faults) => VmMapper.ToModel(wire, faults, wire.Id),
        cancellationToken);

    private Task<IReadOnlyList<string>> ListTextsAsync(string path, CancellationToken cancellationToken) =>
        requests.ListAsync(path, MarketJson.Default.String, (text, _) => text, cancellationToken);

    // What can be ordered now comes before what is cheaper but sold out.
    private static Offer Better(Offer? best, Offer offer) =>
        best is null || (offer.AvailableInstances > 0, -offer.PricePerEpoch).CompareTo(
            (best.AvailableInstances > 0, -best.PricePerEpoch)) > 0 ? offer : best;

    private static MachineType ToMachineType(string slug, Offer? offer)
    {
        var size = MachineSize.Parse(slug);
        return new MachineType
        {
            Id = slug,
            Cloud = nameof(Model.Cloud.Fluence),
            CpuCount = size.CpuCount,
            MemoryGiB = size.MemoryGiB,
            StorageGB = size.StorageGiB,
            PricePerHour = Epoch.PerHour(offer?.PricePerEpoch),
            Currency = "USDC",
            Available = offer?.AvailableInstances > 0,
            Region = offer?.Country,
        };
    }
}
