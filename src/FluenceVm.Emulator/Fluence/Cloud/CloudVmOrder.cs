using System.Text;
using System.Text.Json;
using FluenceVm.Emulator.Fluence.Market;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>A disk that is to be made (schema <c>CreateUserStorageRequest</c>).</summary>
internal sealed record DiskOrder(Guid Cluster, string Name, long VolumeGb, bool IsReplicated, string? OsImage)
{
    public long Price => VolumeGb * CloudCatalogue.DiskPrice(IsReplicated);

    /// <exception cref="RefusedException">400: it is not as the schema says.</exception>
    public static DiskOrder Read(JsonElement json)
    {
        CloudBody.Check(json, "clusterId", "name", "storageType", "volumeGb", "replicated", "osImage?");
        CloudBody.RequiredWord(json, "storageType", CloudCatalogue.DiskType);
        return new DiskOrder(
            CloudBody.RequiredId(json, "clusterId"),
            CloudBody.RequiredName(json),
            CheckedVolume(RequestBody.RequiredInteger(json, "volumeGb")),
            CloudBody.RequiredFlag(json, "replicated"),
            RequestBody.Text(json, "osImage") is { } image ? VmOrder.CheckedImage(image) : null);
    }

    public static long CheckedVolume(long volumeGb) => volumeGb is >= CloudCatalogue.SmallestDisk and <= CloudCatalogue.BiggestDisk
        ? volumeGb
        : throw RefusedException.BadRequest($"invalid field `volumeGb`: expected {CloudCatalogue.SmallestDisk} to {CloudCatalogue.BiggestDisk}");
}

/// <summary>An address that is to be made (schema <c>CreateUserPublicIpRequest</c>).</summary>
internal sealed record AddressOrder(Guid Cluster, string Name)
{
    /// <exception cref="RefusedException">400: it is not as the schema says.</exception>
    public static AddressOrder Read(JsonElement json)
    {
        CloudBody.Check(json, "clusterId", "name", "addressType");
        CloudBody.RequiredWord(json, "addressType", CloudCatalogue.AddressType);
        return new AddressOrder(CloudBody.RequiredId(json, "clusterId"), CloudBody.RequiredName(json));
    }
}

/// <summary>Something that is there already, or one that is to be made.</summary>
internal sealed record IdOrNew<T>(Guid Id, T? New)
    where T : class
{
    public static IdOrNew<T> Read(JsonElement json, string name, Func<JsonElement, T> read) => json.ValueKind switch
    {
        JsonValueKind.String => new IdOrNew<T>(CloudBody.ToId(json.GetString()!, name), null),
        JsonValueKind.Object => new IdOrNew<T>(Guid.Empty, read(json)),
        _ => throw RefusedException.BadRequest($"invalid field `{name}`: expected a UUID or an object"),
    };
}

/// <summary>The body of <c>POST /v2/vms</c> (schema <c>CreateUserVmRequest</c>), as far as it can be judged by itself.</summary>
internal sealed record CloudVmOrder(
    Guid Cluster,
    string Name,
    Guid Configuration,
    IdOrNew<DiskOrder> BootDisk,
    IReadOnlyList<IdOrNew<DiskOrder>> DataDisks,
    IdOrNew<AddressOrder>? Address,
    IReadOnlyList<Guid> SshKeys,
    string? UserData)
{
    private const int MostUserData = 16 * 1024;

    /// <summary>Whether the user data can't be what they say: no YAML line begins with a tab.</summary>
    public bool HasBrokenUserData =>
        UserData is { } text && text.StartsWith("#cloud-config", StringComparison.Ordinal) && text.Split('\n').Any(line => line.Length > 0 && line[0] == '\t');

    /// <exception cref="RefusedException">400: it is not as the schema says.</exception>
    public static CloudVmOrder Read(EmulatorRequest request)
    {
        var json = CloudBody.Read(request, "clusterId", "name", "configurationId", "bootDisk", "dataDisks", "publicIp?", "sshKeys", "cloudInit?");
        return new CloudVmOrder(
            CloudBody.RequiredId(json, "clusterId"),
            CloudBody.RequiredName(json),
            CloudBody.RequiredId(json, "configurationId"),
            ReadDisk(RequestBody.Member(json, "bootDisk") ?? throw RequestBody.Missing("bootDisk"), "bootDisk"),
            ReadDataDisks(json),
            RequestBody.Member(json, "publicIp") is { } address ? IdOrNew<AddressOrder>.Read(address, "publicIp", AddressOrder.Read) : null,
            CloudBody.Ids(json, "sshKeys") ?? [],
            ReadUserData(json));
    }

    private static IdOrNew<DiskOrder> ReadDisk(JsonElement json, string name) => IdOrNew<DiskOrder>.Read(json, name, DiskOrder.Read);

    private static IReadOnlyList<IdOrNew<DiskOrder>> ReadDataDisks(JsonElement json) => RequestBody.Member(json, "dataDisks") switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => Distinct([.. list.EnumerateArray().Select(item => ReadDisk(item, "dataDisks"))]),
        _ => throw RefusedException.BadRequest("invalid field `dataDisks`: expected an array"),
    };

    private static IReadOnlyList<IdOrNew<DiskOrder>> Distinct(IReadOnlyList<IdOrNew<DiskOrder>> disks) =>
        disks.Where(disk => disk.New is null).GroupBy(disk => disk.Id).All(same => same.Count() == 1)
            ? disks
            : throw RefusedException.BadRequest("invalid field `dataDisks`: an id is there twice");

    private static string? ReadUserData(JsonElement json)
    {
        if (RequestBody.ObjectMember(json, "cloudInit") is not { } cloudInit)
        {
            return null;
        }
        CloudBody.Check(cloudInit, "userData?");
        var text = RequestBody.Text(cloudInit, "userData");
        return text is null || Encoding.UTF8.GetByteCount(text) <= MostUserData
            ? text
            : throw RefusedException.BadRequest("cloudInit.userData is longer than 16 KiB");
    }
}
