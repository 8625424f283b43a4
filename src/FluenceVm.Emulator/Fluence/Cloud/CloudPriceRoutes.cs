using System.Globalization;
using System.Text.Json;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>The routes of the prices, which are USD an hour.</summary>
internal static class CloudPriceRoutes
{
    private const int SecondsPerHour = 3_600;
    private const long MostSeconds = 100L * 366 * 24 * SecondsPerHour;
    private const int MostResources = 1_000;
    private const string ResourceId = "resource_id";

    public static IEnumerable<CloudRoute> All =>
    [
        Prices("/v1/prices/vm", "vmTypeId", VmPrices),
        Prices("/v1/prices/storage", "storageTypeId", StoragePrices),
        Prices("/v1/prices/public-ip", "publicIpTypeId", AddressPrices),
        new("Estimate", "POST", "/v1/prices/cost", call => Cost(call.Request)),
    ];

    private static CloudRoute Prices(string path, string what, Func<Datacenter, IEnumerable<(Action<Utf8JsonWriter> Type, long Price)>> prices) => new("ListCatalog", "GET", path, call =>
    {
        var cluster = new CloudQuery(call.Request, "clusterId").Id("clusterId");
        var datacenters = Catalogue.Datacenters.Where(each => cluster is null || CloudCatalogue.ClusterId(each) == cluster);
        return CloudPage.Collection(datacenters.SelectMany(each => prices(each).Select(price => (each, price))), (json, item) =>
        {
            json.WriteStartObject();
            json.WriteStartObject(what);
            item.price.Type(json);
            json.WriteString("clusterId", CloudCatalogue.ClusterId(item.each));
            json.WriteEndObject();
            json.WriteStartObject("priceInfo");
            json.WriteString("pricePerHourPerQty", Usdc.Format(item.price.Price));
            json.WriteEndObject();
            json.WriteEndObject();
        });
    });

    private static IEnumerable<(Action<Utf8JsonWriter>, long)> VmPrices(Datacenter datacenter) =>
        CloudCatalogue.Configurations.Where(each => each.IsPriced).Select(each => (
            (Action<Utf8JsonWriter>)(json => json.WriteString("vmConfigurationId", each.Id)),
            CloudCatalogue.VmPrice(CloudCatalogue.OfferOf(datacenter, each))));

    private static IEnumerable<(Action<Utf8JsonWriter>, long)> StoragePrices(Datacenter datacenter) => CloudCatalogue.Replications.Select(isReplicated => (
        (Action<Utf8JsonWriter>)(json =>
        {
            json.WriteString("storageType", CloudCatalogue.DiskType);
            json.WriteBoolean("replicated", isReplicated);
        }),
        CloudCatalogue.DiskPrice(isReplicated)));

    private static IEnumerable<(Action<Utf8JsonWriter>, long)> AddressPrices(Datacenter datacenter) =>
        [(json => json.WriteString("addressType", CloudCatalogue.AddressType), CloudCatalogue.AddressPrice)];

    private static EmulatorResponse Cost(EmulatorRequest request)
    {
        var body = CloudBody.Read(request, "resources", "secs?");
        var seconds = RequestBody.Integer(body, "secs") ?? SecondsPerHour;
        if (seconds is < 0 or > MostSeconds)
        {
            throw RefusedException.BadRequest("invalid field `secs`: expected 0 to a hundred years");
        }
        var resources = (RequestBody.Objects(body, "resources") ?? throw RequestBody.Missing("resources")).Select(each => (Json: each, Price: PriceOf(each))).ToList();
        if (resources.Count > MostResources)
        {
            throw RefusedException.BadRequest($"invalid field `resources`: at most {MostResources}");
        }
        return JsonResponse.Write(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("costOfResources");
            foreach (var (resource, price) in resources)
            {
                json.WriteStartObject();
                json.WritePropertyName("resource");
                resource.WriteTo(json);
                json.WriteString("costPerSec", Cost(price, 1));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteString("totalCostPerSec", Cost(resources.Sum(each => each.Price), 1));
            json.WriteNumber("periodSecs", seconds);
            json.WriteString("totalCost", Cost(resources.Sum(each => each.Price), seconds));
            json.WriteEndObject();
        });
    }

    /// <summary>What something costs for some time. It is made of the hour's price, so that whole hours come out exact.</summary>
    private static string Cost(decimal microPerHour, long seconds) =>
        (microPerHour * seconds / SecondsPerHour / 1_000_000m).ToString("0.##################", CultureInfo.InvariantCulture);

    /// <summary>An hour's price, in micro-USDC.</summary>
    private static decimal PriceOf(JsonElement resource)
    {
        var kinds = CloudBody.Check(resource, "publicIp", "storage", "vm").EnumerateObject().ToList();
        var kind = kinds.Count == 1 ? kinds[0].Name : null;
        return kind switch
        {
            "vm" => VmPrice(RequestBody.ObjectMember(resource, kind)!.Value),
            "storage" => StoragePrice(RequestBody.ObjectMember(resource, kind)!.Value),
            "publicIp" => AddressPrice(RequestBody.ObjectMember(resource, kind)!.Value),
            _ => throw RefusedException.BadRequest("invalid field `resources`: expected objects with one of publicIp, storage and vm"),
        };
    }

    private static decimal VmPrice(JsonElement vm)
    {
        var type = TypeOf(CloudBody.Check(vm, ResourceId), "vmConfigurationId", "clusterId");
        return CloudCatalogue.VmPrice(CloudCatalogue.Offer(CloudCatalogue.Cluster(CloudBody.RequiredId(type, "clusterId")), CloudBody.RequiredId(type, "vmConfigurationId")));
    }

    private static decimal StoragePrice(JsonElement storage)
    {
        var type = TypeOf(CloudBody.Check(storage, ResourceId, "volume_gb"), "storageType", "replicated", "clusterId");
        var isPriced = CloudBody.RequiredWord(type, "storageType", CloudCatalogue.DiskType, "HDD", "SSD") == CloudCatalogue.DiskType;
        var price = CloudCatalogue.DiskPrice(CloudBody.RequiredFlag(type, "replicated"));
        _ = CloudCatalogue.Cluster(CloudBody.RequiredId(type, "clusterId"));
        var volume = RequestBody.RequiredInteger(storage, "volume_gb");
        return volume is < 0 or > uint.MaxValue ? throw RefusedException.BadRequest("invalid field `volume_gb`: expected 0 to 4294967295")
            : isPriced ? volume * price
            : throw RefusedException.NotFound("There is no price for this storage type");
    }

    private static decimal AddressPrice(JsonElement address)
    {
        var type = TypeOf(CloudBody.Check(address, ResourceId), "addressType", "clusterId");
        var isPriced = CloudBody.RequiredWord(type, "addressType", CloudCatalogue.AddressType, "V6") == CloudCatalogue.AddressType;
        _ = CloudCatalogue.Cluster(CloudBody.RequiredId(type, "clusterId"));
        return isPriced ? CloudCatalogue.AddressPrice : throw RefusedException.NotFound("There is no price for this address type");
    }

    private static JsonElement TypeOf(JsonElement resource, params string[] members) =>
        CloudBody.Check(RequestBody.ObjectMember(resource, ResourceId) ?? throw RequestBody.Missing(ResourceId), members);
}
