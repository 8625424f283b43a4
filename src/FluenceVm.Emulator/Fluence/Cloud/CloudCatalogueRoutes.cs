using System.Text.Json;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>The routes of what there is to buy, and where.</summary>
internal sealed class CloudCatalogueRoutes(FluenceAccount account)
{
    private static readonly string[] AllFamilies = ["AMD_ZEN2", "AMD_ZEN3", "AMD_ZEN5"];

    public IEnumerable<CloudRoute> All =>
    [
        Catalog("/v1/datacenters", CloudPage.Collection(Catalogue.Datacenters, WriteDatacenter)),
        Catalog("/v1/clusters", CloudPage.Collection(Catalogue.Datacenters, WriteCluster)),
        Catalog("/v1/configurations/virtual_machines", CloudPage.Collection(CloudCatalogue.Configurations, (json, each) => WriteConfiguration(json, each, AllFamilies))),
        new("ListOffers", "GET", "/v1/clusters/resources", Resources),
        new("ListOffers", "GET", "/v1/clusters/{cluster_id}/resources", ResourcesOfOne),
    ];

    private static CloudRoute Catalog(string path, EmulatorResponse response) => new("ListCatalog", "GET", path, call =>
    {
        _ = new CloudQuery(call.Request);
        return response;
    });

    private EmulatorResponse Resources(CloudCall call)
    {
        var ids = new CloudQuery(call.Request, "clusterIds").Ids("clusterIds");
        return JsonResponse.Write(json =>
        {
            json.WriteStartObject();
            json.WriteStartObject("resources");
            foreach (var datacenter in Catalogue.Datacenters.Where(each => ids.Count == 0 || ids.Contains(CloudCatalogue.ClusterId(each))))
            {
                json.WritePropertyName(CloudCatalogue.ClusterId(datacenter).ToString("D"));
                WriteResources(json, datacenter);
            }
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    private EmulatorResponse ResourcesOfOne(CloudCall call)
    {
        var datacenter = CloudCatalogue.Cluster(call.Id);
        return JsonResponse.Write(json => WriteResources(json, datacenter));
    }

    /// <summary>Only sizes that have a price and are left.</summary>
    private void WriteResources(Utf8JsonWriter json, Datacenter datacenter)
    {
        var family = CloudCatalogue.CpuFamily(datacenter);
        json.WriteStartObject();
        json.WriteStartArray("availableConfigurations");
        foreach (var each in CloudCatalogue.Configurations.Where(each => each.IsPriced && account.Stock.Room(CloudCatalogue.OfferOf(datacenter, each), 0) > 0))
        {
            WriteConfiguration(json, each, [family]);
        }
        json.WriteEndArray();
        json.WriteStartObject("availablePublicIps");
        json.WriteNumber(CloudCatalogue.AddressType, account.Assets.RoomForAddresses(datacenter));
        json.WriteEndObject();
        json.WriteStartObject("availableStorage");
        json.WriteStartArray(family);
        foreach (var isReplicated in CloudCatalogue.Replications)
        {
            json.WriteStartObject();
            json.WriteString("storageType", CloudCatalogue.DiskType);
            json.WriteBoolean("replicated", isReplicated);
            json.WriteNumber("volumeGb", account.Assets.RoomForDisks(datacenter));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteDatacenter(Utf8JsonWriter json, Datacenter datacenter)
    {
        json.WriteStartObject();
        json.WriteString("id", CloudCatalogue.DatacenterId(datacenter));
        json.WriteString("countryCode", datacenter.CountryCode);
        json.WriteString("cityCode", datacenter.CityCode);
        json.WriteString("cityName", CloudCatalogue.CityName(datacenter));
        json.WriteNumber("index", datacenter.CityIndex);
        json.WriteNumber("tier", datacenter.Tier);
        CloudWriter.Texts(json, "certifications", datacenter.Certifications);
        json.WriteString("slug", FormattableString.Invariant($"{datacenter.CountryCode}-{datacenter.CityCode}-{datacenter.CityIndex}").ToLowerInvariant());
        json.WriteEndObject();
    }

    private static void WriteCluster(Utf8JsonWriter json, Datacenter datacenter)
    {
        json.WriteStartObject();
        json.WriteString("id", CloudCatalogue.ClusterId(datacenter));
        json.WriteString("name", CloudCatalogue.ClusterName(datacenter));
        json.WriteString("dcId", CloudCatalogue.DatacenterId(datacenter));
        json.WriteEndObject();
    }

    private static void WriteConfiguration(Utf8JsonWriter json, CloudConfiguration configuration, IReadOnlyList<string> families)
    {
        json.WriteStartObject();
        json.WriteString("id", configuration.Id);
        json.WriteString("slug", configuration.Slug);
        json.WriteString("name", configuration.Name);
        json.WriteNumber("vcpu", configuration.Cpu);
        json.WriteNumber("ramGb", configuration.RamGb);
        json.WriteBoolean("dedicated", configuration.IsDedicated);
        CloudWriter.Texts(json, "cpuFamilies", families);
        json.WriteString("preset", "general");
        CloudWriter.Texts(json, "tags", []);
        json.WriteString("description", $"{configuration.Name}, without a disk and an address");
        json.WriteEndObject();
    }
}
