using System.Text.Json;
using FluenceVm.Emulator.Fluence.Market;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>Writes disks, addresses and keys as the file has them. What there isn't is left out.</summary>
internal sealed class CloudWriter(FluenceAccount account)
{
    private const int HoursPerMonth = 730;

    public Guid UserId => CloudIds.Of(CloudKind.User, account.Seed, 1);

    public Guid IdOf(EmulatedVm vm) => CloudIds.Of(CloudKind.Vm, account.Seed, vm.Number);

    public Guid IdOf(CloudAsset asset) => asset.IdOf(account.Seed);

    public Guid VpcIdOf(CloudGroup group) => CloudIds.Of(CloudKind.Vpc, account.Seed, (long)group.Datacenter.Number);

    /// <summary>Schema <c>UserStorageDto</c>.</summary>
    public void Disk(Utf8JsonWriter json, CloudDisk disk, DateTimeOffset now)
    {
        json.WriteStartObject();
        Asset(json, disk, now);
        json.WriteString("storageType", disk.Type);
        json.WriteString("role", disk.OsImage is null ? "DATA" : "BOOT");
        json.WriteNumber("volumeGb", disk.VolumeGb);
        json.WriteBoolean("replicated", disk.IsReplicated);
        json.WriteStartArray("attachedTo");
        if (disk.Vm is { } vm)
        {
            json.WriteStringValue(IdOf(vm));
        }
        json.WriteEndArray();
        if (disk.OsImage is { } url)
        {
            json.WriteString("initUrl", url);
            WriteImage(json, url);
        }
        json.WriteEndObject();
    }

    /// <summary>Schema <c>UserPublicIpDto</c>.</summary>
    public void Address(Utf8JsonWriter json, CloudAddress address, DateTimeOffset now)
    {
        json.WriteStartObject();
        Asset(json, address, now);
        json.WriteString("addressType", CloudCatalogue.AddressType);
        if (now >= address.ReadyAt)
        {
            json.WriteString("address", address.Text);
        }
        if (address.Vm is { } vm)
        {
            json.WriteStartObject("attachedTo");
            json.WriteString("id", IdOf(vm));
            json.WriteString("name", vm.Name);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    /// <summary>Schema <c>UserSecurityGroupDto</c>.</summary>
    public void Group(Utf8JsonWriter json, CloudGroup group, DateTimeOffset now)
    {
        json.WriteStartObject();
        json.WriteString("id", group.IdOf(account.Seed));
        json.WriteString("userId", UserId);
        json.WriteString("clusterId", CloudCatalogue.ClusterId(group.Datacenter));
        json.WriteString("vpcId", VpcIdOf(group));
        json.WriteString("name", group.Name);
        json.WriteString("status", group.StatusAt(now));
        Rules(json, "ingressRules", group.Ingress);
        Rules(json, "egressRules", group.Egress);
        json.WriteString("createdAt", VmWriter.Time(group.CreatedAt));
        Since(json, group.ReadyAt, group.RemoveAt, now);
        Texts(json, "attachedTo", group.Vms.Select(vm => CloudIds.Of(CloudKind.Interface, account.Seed, vm.Number).ToString("D")));
        json.WriteEndObject();
    }

    /// <summary>Schema <c>UserSshKeyDto</c>.</summary>
    public void Key(Utf8JsonWriter json, SshKey key)
    {
        json.WriteStartObject();
        json.WriteString("id", CloudIds.OfKey(key));
        json.WriteString("userId", UserId);
        json.WriteString("name", key.Name);
        json.WriteString("publicKey", key.PublicKey);
        json.WriteString("algorithm", key.Algorithm);
        json.WriteString("fingerprint", key.Fingerprint);
        json.WriteEndObject();
    }

    public static void Prices(Utf8JsonWriter json, decimal microPerHour)
    {
        json.WriteString("priceHourlyUsd", Usdc.Format(microPerHour));
        json.WriteString("priceMonthlyUsd", Usdc.Format(microPerHour * HoursPerMonth));
    }

    private void Asset(Utf8JsonWriter json, CloudAsset asset, DateTimeOffset now)
    {
        json.WriteString("id", IdOf(asset));
        json.WriteString("userId", UserId);
        json.WriteString("clusterId", CloudCatalogue.ClusterId(asset.Datacenter));
        json.WriteString("name", asset.Name);
        json.WriteString("status", asset.StatusAt(now));
        json.WriteString("createdAt", VmWriter.Time(asset.CreatedAt));
        Since(json, asset.ReadyAt, asset.RemoveAt, now);
        if (!asset.IsIncluded)
        {
            json.WriteString("lastPaidAt", VmWriter.Time(asset.PaidAt));
            json.WriteString("paidUntil", VmWriter.Time(asset.PaidAt + VmTimes.Hour));
            Prices(json, asset.PricePerHour);
        }
        Texts(json, "allowedActions", asset.ActionsAt(now));
    }

    public static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }
        json.WriteEndArray();
    }

    private static void Since(Utf8JsonWriter json, DateTimeOffset readyAt, DateTimeOffset? removeAt, DateTimeOffset now)
    {
        if (now >= readyAt)
        {
            json.WriteString("readySince", VmWriter.Time(readyAt));
        }
        if (removeAt is { } gone && gone <= now)
        {
            json.WriteString("removedAt", VmWriter.Time(gone));
        }
    }

    private static void Rules(Utf8JsonWriter json, string name, JsonElement? rules)
    {
        json.WriteStartObject(name);
        json.WriteString("type", rules is null ? "allowAll" : "allow");
        if (rules is { } list)
        {
            json.WritePropertyName("rules");
            list.WriteTo(json);
        }
        json.WriteEndObject();
    }

    private static void WriteImage(Utf8JsonWriter json, string url)
    {
        if (Images.All.FirstOrDefault(each => each.DownloadUrl == url) is not { } image)
        {
            return;
        }
        json.WriteStartObject("image");
        json.WriteString("id", image.Id);
        json.WriteString("name", image.Name);
        json.WriteString("slug", image.Slug);
        json.WriteString("distribution", image.Distribution);
        json.WriteEndObject();
    }
}
