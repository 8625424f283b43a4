using FluenceVm.Emulator.Fluence.Cloud;
using FluenceVm.Emulator.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Catalogue = FluenceVm.Emulator.Fluence.Catalogue;

namespace FluenceVm.Emulator.Tests.Fluence.Cloud;

/// <summary>Random operations of generation <c>Cloud</c>; many of them can't be done and are refused.</summary>
internal static class CloudOperations
{
    private static readonly string[] Actions = ["terminate", "restart", "softreboot", "public_ip/remove"];

    public static Gen<Operation> Any { get; } = Gen.Frequency(
        (4, from place in Gen.Choose(0, Catalogue.Datacenters.Count - 1)
            from size in Gen.Choose(0, CloudCatalogue.Configurations.Count - 1)
            from volume in Gen.Choose(5, 200)
            from withAddress in Gen.Elements(true, false)
            from withData in Gen.Elements(true, false)
            select new Operation($"cloud order {size} in {place} with {volume} GB{(withAddress ? ", address" : "")}{(withData ? ", data" : "")}", (_, client) => client.Post("v2/vms", Order(place, size, volume, withAddress, withData)))),
        (4, from which in Gen.Choose(0, 15)
            from action in Gen.Elements(Actions)
            select new Operation($"{action} {which}", (emulator, client) => client.Post($"v2/vms/{Vm(emulator, which)}/{action}", "{}"))),
        (2, from place in Gen.Choose(0, Catalogue.Datacenters.Count - 1)
            from volume in Gen.Choose(5, 20_000)
            select new Operation($"disk of {volume} GB in {place}", (_, client) => client.Post("v1/storages", Disk(place, volume, null)))),
        (1, from place in Gen.Choose(0, Catalogue.Datacenters.Count - 1)
            select new Operation($"address in {place}", (_, client) => client.Post("v1/public_ips", Address(place)))),
        (4, from which in Gen.Choose(0, 15)
            select new Operation($"delete disk or address {which}", (emulator, client) => client.Send(HttpMethod.Delete, Path(emulator, which), null))),
        (1, from which in Gen.Choose(0, 15)
            from volume in Gen.Choose(5, 20_000)
            select new Operation($"resize {which} to {volume} GB", (emulator, client) => client.Send(HttpMethod.Patch, Path(emulator, which), $$"""{"volumeGb":{{volume}}}"""))),
        (2, from vm in Gen.Choose(0, 15)
            from which in Gen.Choose(0, 15)
            from how in Gen.Elements("storages/add", "storages/remove", "public_ip/add")
            select new Operation($"{how} {which} at {vm}", (emulator, client) => client.Post($"v2/vms/{Vm(emulator, vm)}/{how}", Attachment(emulator, which, how)))));

    public static string PathOf(VmEmulator emulator, CloudAsset asset) => $"v1/{(asset is CloudDisk ? "storages" : "public_ips")}/{asset.IdOf(emulator.Account.Seed)}";

    public static string Order(int where, int size, int volume, bool withAddress, bool withData) => $$"""
        {"clusterId":"{{Cluster(where)}}","name":"random","configurationId":"{{CloudCatalogue.Configurations[size].Id}}","bootDisk":{{Disk(where, volume, "https://example.org/a.qcow2")}}
        {{(withAddress ? ",\"publicIp\":" + Address(where) : "")}}{{(withData ? ",\"dataDisks\":[" + Disk(where, 50, null) + "]" : "")}}}
        """;

    public static string Disk(int where, int volume, string? image) =>
        $$"""{"clusterId":"{{Cluster(where)}}","name":"disk","storageType":"NVME","volumeGb":{{volume}},"replicated":false,"osImage":{{(image is null ? "null" : $"\"{image}\"")}}}""";

    public static string Address(int where) => $$"""{"clusterId":"{{Cluster(where)}}","name":"address","addressType":"V4"}""";

    private static string Attachment(VmEmulator emulator, int which, string how)
    {
        var id = Asset(emulator, which)?.IdOf(emulator.Account.Seed) ?? Guid.Empty;
        return how == "public_ip/add" ? $$"""{"publicIpId":"{{id}}"}""" : $$"""{"dataDisks":["{{id}}"]}""";
    }

    private static Guid Cluster(int where) => CloudCatalogue.ClusterId(Catalogue.Datacenters[where]);

    private static Guid Vm(VmEmulator emulator, int which) =>
        CloudIds.Of(CloudKind.Vm, emulator.Account.Seed, emulator.Account.Fleet.Roster.All.ElementAtOrDefault(which)?.Number ?? 0);

    private static string Path(VmEmulator emulator, int which) => Asset(emulator, which) is { } asset ? PathOf(emulator, asset) : $"v1/storages/{Guid.Empty}";

    private static CloudAsset? Asset(VmEmulator emulator, int which) => emulator.Account.Assets.Roster.All.ElementAtOrDefault(which);
}
