using System.Text.Json;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Market;

/// <summary>The routes of what can be ordered, and for how much (docs/services/fluence-market.md, "Marketplace").</summary>
internal sealed class MarketplaceRoutes(FluenceAccount account)
{
    public IEnumerable<Route> All =>
    [
        new("ListImages", "GET", "/vms/v3/default_images", (_, _) => JsonResponse.Array(Images.All, WriteImage)),
        new("Estimate", "POST", "/vms/v3/estimate", (request, _) => Estimate(request)),
        new("ListOffers", "POST", "/marketplace/offers", (request, _) => Offers(request)),
        Catalog("/marketplace/basic_configurations", Texts(Catalogue.Configurations.Select(size => size.Slug))),
        Catalog("/marketplace/countries", Texts(Catalogue.Datacenters.Select(each => each.CountryCode).Distinct())),
        Catalog("/marketplace/hardware", JsonResponse.Write(WriteHardware)),
        Catalog("/v1/marketplace/datacenters", JsonResponse.Array(Catalogue.Datacenters, VmWriter.Datacenter)),
    ];

    private static Route Catalog(string path, EmulatorResponse response) => new("ListCatalog", "GET", path, (_, _) => response);

    private static EmulatorResponse Texts(IEnumerable<string> texts) =>
        JsonResponse.Array(texts, (json, text) => json.WriteStringValue(text));

    private EmulatorResponse Estimate(EmulatorRequest request)
    {
        var body = RequestBody.Object(request);
        RequestBody.AllowOnly(body, "constraints", "instances");
        var constraints = Constraints.Read(RequestBody.ObjectMember(body, "constraints"));
        var instances = VmOrder.ReadInstances(body);
        var prices = account.Offers.Choose(constraints, instances).Select(offer => offer.PriceWith(constraints.ExtraGiB)).ToList();
        return JsonResponse.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("depositAmountUsdc", Usdc.Format(prices.Sum() * Ledger.DepositEpochs));
            json.WriteNumber("depositEpochs", Ledger.DepositEpochs);
            json.WriteString("totalPricePerEpoch", Usdc.Format(prices.Sum()));
            json.WriteString("maxPricePerEpoch", Usdc.Format(prices.Max()));
            json.WriteNumber("instances", instances);
            json.WriteEndObject();
        });
    }

    private EmulatorResponse Offers(EmulatorRequest request)
    {
        var constraints = Constraints.Read(RequestBody.Object(request));
        return JsonResponse.Array(account.Offers.Search(constraints), WriteOffer);
    }

    private void WriteOffer(Utf8JsonWriter json, Offer offer)
    {
        json.WriteStartObject();
        json.WriteStartObject("configuration");
        json.WriteString("slug", offer.Configuration.Slug);
        json.WriteString("price", Usdc.Format(offer.Price));
        json.WriteEndObject();
        json.WriteStartArray("resources");
        foreach (var resource in OfferResource.Of(offer))
        {
            json.WriteStartObject();
            json.WriteString("type", resource.Type);
            resource.WriteMetadata(json);
            json.WriteString("price", Usdc.Format(offer.Price * resource.Share / 100));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WritePropertyName("datacenter");
        VmWriter.Datacenter(json, offer.Datacenter);
        json.WriteStartArray("servers");
        foreach (var left in account.Stock.PerServer(offer))
        {
            json.WriteStartObject();
            json.WriteNumber("availableBasicInstances", left);
            WriteExtraStorage(json, "additionalResources", offer);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        WriteExtraStorage(json, "maxAdditionalSupply", offer);
        json.WriteEndObject();
    }

    private void WriteExtraStorage(Utf8JsonWriter json, string name, Offer offer)
    {
        json.WriteStartArray(name);
        json.WriteStartObject();
        json.WriteString("type", "STORAGE");
        OfferResource.WriteMetadata(json, OfferResource.StorageMetadata(offer.Datacenter.Storage));
        json.WriteString("price", Usdc.Format(offer.Datacenter.Storage.PricePerGiB));
        json.WriteNumber("supply", account.Stock.StorageLeft(offer));
        json.WriteString("units", "GiB");
        if (offer.ExtraStoragePerVm is { } limit)
        {
            json.WriteNumber("perVmLimit", limit);
        }
        else
        {
            json.WriteNull("perVmLimit");
        }
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteImage(Utf8JsonWriter json, Image image)
    {
        json.WriteStartObject();
        json.WriteString("id", image.Id);
        json.WriteString("name", image.Name);
        json.WriteString("distribution", image.Distribution);
        json.WriteString("slug", image.Slug);
        json.WriteString("downloadUrl", image.DownloadUrl);
        json.WriteString("username", image.UserName);
        json.WriteString("createdAt", VmWriter.Time(Images.CreatedAt));
        json.WriteString("updatedAt", VmWriter.Time(Images.CreatedAt));
        json.WriteEndObject();
    }

    private static void WriteHardware(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        WriteKinds(json, "cpu", Catalogue.Datacenters.Select(
            each => new[] { ("manufacturer", each.Cpu.Manufacturer), ("architecture", each.Cpu.Architecture) }));
        WriteKinds(
            json,
            "memory",
            Catalogue.Datacenters.Select(each => new[] { ("type", each.Memory.Type), ("generation", each.Memory.Generation) }));
        WriteKinds(json, "storage", Catalogue.Datacenters.Select(each => new[] { ("type", each.Storage.Type) }));
        json.WriteEndObject();
    }

    private static void WriteKinds(Utf8JsonWriter json, string name, IEnumerable<(string Name, string Value)[]> kinds)
    {
        json.WriteStartArray(name);
        foreach (var kind in kinds.GroupBy(kind => string.Join("\n", kind.Select(field => field.Value))).Select(group => group.First()))
        {
            json.WriteStartObject();
            foreach (var (field, value) in kind)
            {
                json.WriteString(field, value);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
