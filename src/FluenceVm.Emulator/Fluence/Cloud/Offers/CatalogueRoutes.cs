using System.Text.Json;
using FluenceVm.Emulator.Fluence.Cloud.Http;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Offers;

/// <summary>The routes of what there is to buy, and where.</summary>
internal static class CatalogueRoutes
{
    private const int MostClusters = 100;
    private static readonly string[] Families = ["AMD_ZEN2", "AMD_ZEN3", "AMD_ZEN5"];

    public static IEnumerable<CloudRoute> All =>
    [
        new("ListCatalog", "GET", "/v3/datacenters", "clusters:read", _ => CloudPage.Collection(Catalogue.Datacenters, WriteDatacenter)),
        new("ListCatalog", "GET", "/v3/clusters", "clusters:read", _ => CloudPage.Collection(Catalogue.Datacenters, WriteCluster)),
        new("ListOffers", "GET", "/v3/clusters/resources", "clusters:read", Resources),
        new("ListOffers", "GET", "/v3/clusters/{cluster_id}/resources", "clusters:read", ResourcesOfOne),
        new("ListCatalog", "GET", "/v3/configurations", "vm:list", Configurations),
        new("ListImages", "GET", "/v3/images", string.Empty, _ => CloudPage.Collection(Images.All, WriteImage)),
        new("ListCatalog", "GET", "/v3/storage-types", "storage:read", _ => StorageTypes()),
    ];

    private static EmulatorResponse Resources(CloudCall call)
    {
        var ids = call.Query.Ids("clusterIds");
        if (ids.Count > MostClusters)
        {
            throw CloudRefusal.Field("clusterIds", "at most 100");
        }
        return CloudJson.Object(json =>
        {
            json.WriteStartObject("resources");
            foreach (var datacenter in Catalogue.Datacenters.Where(each => ids.Count == 0 || ids.Contains(CloudCatalogue.ClusterId(each))))
            {
                json.WriteStartObject(CloudCatalogue.ClusterId(datacenter).ToString("D"));
                WriteResources(json, call.Account.Capacity, datacenter);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        });
    }

    private static EmulatorResponse ResourcesOfOne(CloudCall call)
    {
        var datacenter = CloudCatalogue.KnownCluster(call.Id);
        return CloudJson.Object(json => WriteResources(json, call.Account.Capacity, datacenter));
    }

    private static EmulatorResponse Configurations(CloudCall call)
    {
        var ids = call.Query.Ids("ids");
        var wanted = CloudCatalogue.Configurations.Where(each => ids.Count == 0 || ids.Contains(each.Id));
        return CloudPage.Collection(wanted, WriteConfiguration);
    }

    private static EmulatorResponse StorageTypes() => CloudPage.Collection([CloudCatalogue.DiskType], WriteStorageType);

    private static void WriteResources(Utf8JsonWriter json, Capacity capacity, Datacenter datacenter)
    {
        var available = CloudCatalogue.Configurations.Where(each => capacity.HasRoom(datacenter, each));
        json.WriteIds("availableConfigurationIds", available.Select(each => each.Id));
        json.WriteStartObject("availablePublicIps");
        json.WriteNumber(CloudCatalogue.AddressType, Math.Min(ushort.MaxValue, capacity.AddressRoom(datacenter)));
        json.WriteEndObject();
        json.WriteStartObject("availableStorage");
        json.WriteStartArray(CloudCatalogue.CpuFamily(datacenter));
        foreach (var isReplicated in CloudCatalogue.Replications)
        {
            json.WriteStartObject();
            json.WriteString("storageType", CloudCatalogue.DiskType);
            json.WriteBoolean("replicated", isReplicated);
            json.WriteNumber("volumeGb", capacity.DiskRoom(datacenter));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteDatacenter(Utf8JsonWriter json, Datacenter datacenter)
    {
        json.WriteString("id", CloudCatalogue.DatacenterId(datacenter));
        json.WriteString("countryCode", datacenter.CountryCode);
        json.WriteString("cityCode", datacenter.CityCode);
        json.WriteString("cityName", CloudCatalogue.CityName(datacenter));
        json.WriteNumber("index", datacenter.CityIndex);
        json.WriteNumber("tier", datacenter.Tier);
        json.WriteTexts("certifications", datacenter.Certifications);
        var slug = FormattableString.Invariant($"{datacenter.CountryCode}-{datacenter.CityCode}-{datacenter.CityIndex}");
        json.WriteString("slug", slug.ToLowerInvariant());
    }

    private static void WriteCluster(Utf8JsonWriter json, Datacenter datacenter)
    {
        json.WriteString("id", CloudCatalogue.ClusterId(datacenter));
        json.WriteString("name", CloudCatalogue.ClusterName(datacenter));
        json.WriteString("dcId", CloudCatalogue.DatacenterId(datacenter));
    }

    private static void WriteConfiguration(Utf8JsonWriter json, CloudConfiguration configuration)
    {
        json.WriteString("id", configuration.Id);
        json.WriteString("slug", configuration.Slug);
        json.WriteString("name", configuration.Name);
        json.WriteString("description", configuration.IsDedicated ? "Dedicated cores" : "Shared cores");
        json.WriteNumber("vcpu", configuration.Cpu);
        json.WriteNumber("ramGb", configuration.RamGb);
        json.WriteBoolean("dedicated", configuration.IsDedicated);
        json.WriteString("preset", "general");
        json.WriteTexts("cpuFamilies", Families);
        json.WriteTexts("tags", []);
    }

    private static void WriteImage(Utf8JsonWriter json, Image image)
    {
        json.WriteString("id", CloudCatalogue.ImageId(image));
        json.WriteString("name", image.Name);
        json.WriteString("distribution", image.Distribution);
        json.WriteString("slug", image.Slug);
        json.WriteString("username", image.UserName);
        json.WriteString("bootMode", "BIOS");
        json.WriteBoolean("isDefault", image == Images.All[0]);
        json.WriteTime("createdAt", Images.CreatedAt);
        json.WriteTime("updatedAt", Images.CreatedAt);
    }

    private static void WriteStorageType(Utf8JsonWriter json, string type)
    {
        json.WriteString("storageType", type);
        json.WriteBoolean("bootDisk", true);
        json.WriteNumber("minVolumeGb", 1);
        json.WriteNumber("maxIopsRead", 20_000);
        json.WriteNumber("maxIopsWrite", 10_000);
        json.WriteNumber("maxBandwidthReadMib", 600);
        json.WriteNumber("maxBandwidthWriteMib", 300);
    }
}
