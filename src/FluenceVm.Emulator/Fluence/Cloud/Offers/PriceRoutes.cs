using System.Text.Json;
using FluenceVm.Emulator.Fluence.Cloud.Costs;
using FluenceVm.Emulator.Fluence.Cloud.Http;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Offers;

/// <summary>The routes of the prices, which are USD per hour.</summary>
internal static class PriceRoutes
{
    private const string Scope = "prices:read";

    public static IEnumerable<CloudRoute> All =>
    [
        Prices("/v3/prices/vm", "vmTypeId", VmPrices),
        Prices("/v3/prices/storage", "storageTypeId", StoragePrices),
        Prices("/v3/prices/public-ip", "publicIpTypeId", AddressPrices),
        new("Estimate", "POST", "/v3/prices/cost", Scope, CostOf.Answer) { Body = BodyShape.Of("resources!", "secs") },
    ];

    private static CloudRoute Prices(string path, string what, Func<Datacenter, IEnumerable<Price>> prices) =>
        new("ListCatalog", "GET", path, Scope, call => Prices(call, what, prices));

    private static EmulatorResponse Prices(CloudCall call, string what, Func<Datacenter, IEnumerable<Price>> prices)
    {
        var cluster = call.Query.Id("clusterId");
        var all =
            from place in Catalogue.Datacenters
            where cluster is null || CloudCatalogue.ClusterId(place) == cluster
            from price in prices(place)
            select (Place: place, Price: price);
        var response = CloudPage.Collection(all, (json, item) =>
        {
            json.WriteStartObject(what);
            item.Price.WriteType(json);
            json.WriteString("clusterId", CloudCatalogue.ClusterId(item.Place));
            json.WriteEndObject();
            json.WriteStartObject("priceInfo");
            json.WriteString("pricePerHourPerQty", CloudJson.Money(item.Price.PerHour));
            json.WriteEndObject();
        });
        return EntityTag.Answer(call.Request, response);
    }

    private static IEnumerable<Price> VmPrices(Datacenter place) =>
        from each in CloudCatalogue.Configurations
        let price = CloudPrices.Vm(place, each)
        where price is not null
        select new Price(price.Value, json => json.WriteString("vmConfigurationId", each.Id));

    private static IEnumerable<Price> StoragePrices(Datacenter place) =>
        from isReplicated in CloudCatalogue.Replications
        select new Price(CloudPrices.DiskPerGb(isReplicated), json =>
        {
            json.WriteString("storageType", CloudCatalogue.DiskType);
            json.WriteBoolean("replicated", isReplicated);
        });

    private static IEnumerable<Price> AddressPrices(Datacenter place) =>
        [new(CloudPrices.Address, json => json.WriteString("addressType", CloudCatalogue.AddressType))];

    private sealed record Price(decimal PerHour, Action<Utf8JsonWriter> WriteType);
}
