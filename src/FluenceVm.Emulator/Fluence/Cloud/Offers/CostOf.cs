using System.Text.Json;
using FluenceVm.Emulator.Fluence.Cloud.Costs;
using FluenceVm.Emulator.Fluence.Cloud.Http;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Offers;

/// <summary>What resources cost for some time: <c>POST /v3/prices/cost</c>.</summary>
internal static class CostOf
{
    private const long MostSeconds = 100L * 366 * 24 * CloudPrices.SecondsPerHour;
    private const int MostResources = 1_000;
    private const string ResourceId = "resource_id";
    private static readonly BodyShape Kinds = BodyShape.Of("publicIp", "storage", "vm");
    private static readonly BodyShape Plain = BodyShape.Of(ResourceId + "!");
    private static readonly BodyShape Sized = BodyShape.Of(ResourceId + "!", "volume_gb!");
    private static readonly BodyShape VmType = BodyShape.Of("vmConfigurationId!", "clusterId!");
    private static readonly BodyShape DiskType = BodyShape.Of("storageType!", "replicated!", "clusterId!");
    private static readonly BodyShape AddressType = BodyShape.Of("addressType!", "clusterId!");

    public static EmulatorResponse Answer(CloudCall call)
    {
        var seconds = CloudJson.Number(call.Body, "secs", 0, MostSeconds) ?? CloudPrices.SecondsPerHour;
        var resources = CloudJson.Items(call.Body, "resources")!.Select(each => (Json: each, Price: PriceOf(each))).ToList();
        if (resources.Count > MostResources)
        {
            throw CloudRefusal.Field("resources", "at most 1000");
        }
        var total = resources.Sum(each => each.Price);
        return CloudJson.Object(json =>
        {
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
            json.WriteString("totalCostPerSec", Cost(total, 1));
            json.WriteNumber("periodSecs", seconds);
            json.WriteString("totalCost", Cost(total, seconds));
        });
    }

    private static string Cost(decimal perHour, long seconds) => CloudJson.Money(perHour * seconds / CloudPrices.SecondsPerHour);

    private static decimal PriceOf(JsonElement resource)
    {
        var kinds = Kinds.Check(resource).EnumerateObject().ToList();
        if (kinds.Count != 1)
        {
            throw CloudRefusal.Field("resources", "expected objects with one of publicIp, storage and vm");
        }
        return kinds[0].Name switch
        {
            "vm" => VmPrice(VmType.Check(Plain.Check(kinds[0].Value).GetProperty(ResourceId))),
            "storage" => StoragePrice(Sized.Check(kinds[0].Value)),
            _ => AddressPrice(AddressType.Check(Plain.Check(kinds[0].Value).GetProperty(ResourceId))),
        };
    }

    private static decimal VmPrice(JsonElement type)
    {
        var id = CloudJson.Required(CloudJson.Id(type, "vmConfigurationId"));
        var configuration = CloudCatalogue.KnownConfiguration(id);
        return CloudPrices.Vm(Place(type), configuration) ?? throw Unpriced("configuration");
    }

    private static decimal StoragePrice(JsonElement storage)
    {
        var type = DiskType.Check(storage.GetProperty(ResourceId));
        var volume = CloudJson.Required(CloudJson.Number(storage, "volume_gb"));
        _ = Place(type);
        var kind = CloudJson.Word(type, "storageType", CloudCatalogue.DiskType, "HDD", "SSD");
        RequirePriced(kind == CloudCatalogue.DiskType, "storage type");
        return volume * CloudPrices.DiskPerGb(CloudJson.Required(CloudJson.Flag(type, "replicated")));
    }

    private static decimal AddressPrice(JsonElement type)
    {
        _ = Place(type);
        RequirePriced(CloudJson.Word(type, "addressType", CloudCatalogue.AddressType, "V6") == CloudCatalogue.AddressType, "address type");
        return CloudPrices.Address;
    }

    private static void RequirePriced(bool isPriced, string what)
    {
        if (!isPriced)
        {
            throw Unpriced(what);
        }
    }

    private static CloudRefusal Unpriced(string what) => new(422, "resource_price_unavailable", $"The {what} has no price");

    private static Datacenter Place(JsonElement type)
    {
        var id = CloudJson.Required(CloudJson.Id(type, "clusterId"));
        return CloudCatalogue.KnownCluster(id);
    }
}
