using System.Text.Json;
using FluenceVm.Emulator.Fluence.Cloud.Accounts;
using FluenceVm.Emulator.Fluence.Cloud.Disks;
using FluenceVm.Emulator.Fluence.Cloud.Http;
using FluenceVm.Emulator.Fluence.Cloud.Offers;

namespace FluenceVm.Emulator.Fluence.Cloud.Vms;

/// <summary>Reads what is ordered or estimated, and makes sure that what it names is there.</summary>
/// <param name="account">Whose order it is.</param>
/// <param name="isExplicit">Whether nothing may be left out, as in an estimate.</param>
/// <param name="now">When.</param>
internal sealed class SpecReader(CloudAccount account, bool isExplicit, DateTimeOffset now)
{
    private static readonly BodyShape ExplicitBootDisk = BodyShape.Of("kind!", "name?", "source!", "volumeGb!");
    private static readonly BodyShape DraftBootDisk = BodyShape.Of("kind!", "name", "source", "volumeGb");
    private static readonly BodyShape ExplicitDataDisk = BodyShape.Of("kind!", "name?", "replicated", "volumeGb!");
    private static readonly BodyShape DraftDataDisk = BodyShape.Of("kind!", "name", "replicated", "volumeGb");

    /// <summary>A draft: everything may be left out.</summary>
    public static BodyShape Draft { get; } =
        BodyShape.Optional("name", "clusterId", "configurationId", "sshKeyIds", "cloudInit", "bootDisk", "dataDisks", "interfaces");

    /// <summary>An estimate: everything is said.</summary>
    public static BodyShape Explicit { get; } =
        BodyShape.Of("name!", "clusterId!", "configurationId!", "sshKeyIds!", "cloudInit?", "bootDisk!", "dataDisks", "interfaces!");

    private static DiskSpec DefaultBootDisk => new(null, null, CloudCatalogue.SmallestBootDisk, false, ImageSource.Default);

    /// <exception cref="CloudRefusal">400, 404, 409 or 422: it isn't as documented, or names what isn't there or can't be used.</exception>
    public VmSpec Read(JsonElement json)
    {
        var name = CloudJson.Name(json);
        var place = Place(json);
        var configuration = Configuration(json);
        return new VmSpec(
            name,
            place,
            configuration,
            Keys(account, json, "sshKeyIds"),
            CloudJson.UserData(json, "cloudInit"),
            json.TryGetProperty("bootDisk", out var boot) ? BootDisk(boot, place) : DefaultBootDisk,
            [.. (CloudJson.Items(json, "dataDisks") ?? []).Select(each => DataDisk(each, place))],
            CloudJson.Items(json, "interfaces")?.Select(Interface).ToList());
    }

    /// <summary>The ids of registered keys; null if they are left out.</summary>
    /// <exception cref="CloudRefusal">400: not all of them are there; every bad one is named.</exception>
    public static IReadOnlyList<Guid>? Keys(CloudAccount account, JsonElement json, string name)
    {
        var ids = CloudJson.Ids(json, name);
        var known = account.SshKeys.All.Select(CloudIds.OfKey).ToList();
        var unknown = (ids ?? []).Where(id => !known.Contains(id)).ToList();
        if (unknown.Count == 0)
        {
            return ids;
        }
        throw new CloudRefusal(400, "ssh_key_not_found", $"SSH keys not found: {string.Join(", ", unknown)}")
        {
            Violations = [.. unknown.Select(id => Violation.Field(name, $"{id} not found"))],
        };
    }

    /// <summary>A private address that an interface asks for.</summary>
    public static IReadOnlyList<string> StaticIps(JsonElement json)
    {
        var ips = CloudJson.Texts(json, "staticIps") ?? [];
        if (ips.Count > 2 || !ips.All(ip => System.Net.IPAddress.TryParse(ip, out _)))
        {
            throw CloudRefusal.Field("staticIps", "expected at most two addresses");
        }
        return ips;
    }

    private static Datacenter Place(JsonElement json) => CloudJson.Id(json, "clusterId") is { } id
        ? CloudCatalogue.KnownCluster(id)
        : Catalogue.Datacenters[0];

    private static CloudConfiguration Configuration(JsonElement json) => CloudJson.Id(json, "configurationId") is { } id
        ? CloudCatalogue.KnownConfiguration(id)
        : CloudCatalogue.Smallest;

    private DiskSpec BootDisk(JsonElement json, Datacenter place)
    {
        if (IsExisting(json))
        {
            return Existing(json, place, isBoot: true);
        }
        (isExplicit ? ExplicitBootDisk : DraftBootDisk).Check(json);
        var volume = CloudJson.Number(json, "volumeGb", CloudCatalogue.SmallestBootDisk) ?? CloudCatalogue.SmallestBootDisk;
        return new(null, CloudJson.Name(json), volume, false, ImageSource.Read(json, "source") ?? ImageSource.Default);
    }

    private DiskSpec DataDisk(JsonElement json, Datacenter place)
    {
        if (IsExisting(json))
        {
            return Existing(json, place, isBoot: false);
        }
        (isExplicit ? ExplicitDataDisk : DraftDataDisk).Check(json);
        var volume = CloudJson.Number(json, "volumeGb", 1) ?? 1;
        return new(null, CloudJson.Name(json), volume, CloudJson.Flag(json, "replicated") ?? false, null);
    }

    private static bool IsExisting(JsonElement json)
    {
        BodyShape.Of("kind!", "storageId", "name?", "replicated", "source", "volumeGb").Check(json);
        return CloudJson.Word(json, "kind", "existing", "new") == "existing";
    }

    private DiskSpec Existing(JsonElement json, Datacenter place, bool isBoot)
    {
        BodyShape.Of("kind!", "storageId!").Check(json);
        var disk = Attaching.Disk(account, CloudJson.Required(CloudJson.Id(json, "storageId")), place, isBoot, now);
        return new(disk.Id, disk.Name, disk.VolumeGb, disk.IsReplicated, disk.Source);
    }

    private NicSpec Interface(JsonElement json)
    {
        BodyShape.Of("kind!", "default", "subnetId", "staticIps", "addressType", "publicIpId", "securityGroupId?").Check(json);
        var isPublic = CloudJson.Word(json, "kind", "private", "public") == "public";
        var shape = (isPublic, json.TryGetProperty("publicIpId", out _)) switch
        {
            (false, _) => BodyShape.Of("kind!", "subnetId!", "default", "securityGroupId?", "staticIps"),
            (true, true) => BodyShape.Of("kind!", "publicIpId!", "default", "securityGroupId?"),
            _ => BodyShape.Of("kind!", "addressType!", "default", "securityGroupId?"),
        };
        shape.Check(json);
        _ = CloudJson.Word(json, "addressType", CloudCatalogue.AddressType);
        var isDefault = CloudJson.Flag(json, "default");
        if (isExplicit && isDefault is null)
        {
            throw CloudRefusal.Field("default", "missing");
        }
        return new(isPublic, isDefault, Subnet(json), PublicIp(json), Group(json), StaticIps(json));
    }

    private Guid? Subnet(JsonElement json) =>
        CloudJson.Id(json, "subnetId") is { } id ? account.Subnets.Living(id, "Subnet").Id : null;

    private Guid? PublicIp(JsonElement json) =>
        CloudJson.Id(json, "publicIpId") is { } id ? account.Addresses.Living(id, "Public IP").Id : null;

    private Guid? Group(JsonElement json) =>
        CloudJson.Id(json, "securityGroupId") is { } id ? account.Groups.Living(id, "Security group").Id : null;
}
