using System.Text.Json;
using FluenceVm.Emulator.Fluence.Market;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>Writes VMs of every generation as the file has them (schema <c>UserVmDto</c>). What there isn't is left out.</summary>
internal sealed class CloudVmWriter(FluenceAccount account, CloudWriter writer)
{
    /// <summary>What <c>expand</c> can name.</summary>
    public static IReadOnlyList<string> Expansions { get; } = ["bootDisk", "dataDisks", "publicIp", "subnets", "sshKeys", "networkInterfaces"];

    /// <summary>Writes a VM.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="vm">The VM.</param>
    /// <param name="now">When.</param>
    /// <param name="expand">What is written whole beside its id.</param>
    /// <param name="withPlan">Whether its size is written too: lists and orders have it, other responses don't.</param>
    public void Write(Utf8JsonWriter json, EmulatedVm vm, DateTimeOffset now, IReadOnlyList<string> expand, bool withPlan)
    {
        json.WriteStartObject();
        json.WriteString("id", writer.IdOf(vm));
        json.WriteString("userId", writer.UserId);
        json.WriteString("clusterId", CloudCatalogue.ClusterId(vm.Offer.Datacenter));
        Plan(json, vm, withPlan);
        json.WriteString("name", vm.Name);
        json.WriteString("status", CloudVmStatus.Of(vm, now));
        json.WriteBoolean("restartRequired", vm.Cloud is { RestartRequired: true });
        CloudWriter.Texts(json, "allowedActions", CloudVmStatus.ActionsOf(vm, now));
        var attached = Attached.To(vm, now);
        if (attached.BootDisk is { } boot)
        {
            json.WriteString("bootDisk", writer.IdOf(boot));
        }
        CloudWriter.Texts(json, "dataDisks", attached.DataDisks.Select(disk => writer.IdOf(disk).ToString("D")));
        if (attached.Address is { } address)
        {
            json.WriteString("publicIp", writer.IdOf(address));
        }
        var keys = account.SshKeys.All.Where(key => vm.SshKeys.Contains(key.Name) || vm.SshKeys.Contains(key.PublicKey)).ToList();
        CloudWriter.Texts(json, "sshKeys", keys.Select(key => CloudIds.OfKey(key).ToString("D")));
        CloudWriter.Texts(json, "subnets", []);
        var network = CloudInterface.Of(vm, now);
        CloudWriter.Texts(json, "networkInterfaces", network is null ? [] : [network.IdOf(account.Seed).ToString("D")]);
        Times(json, vm, now);
        Money(json, vm);
        if (vm.Cloud is { HasCloudInit: true })
        {
            json.WriteStartObject("cloudInit");
            json.WriteEndObject();
        }
        if (expand.Count > 0)
        {
            json.WriteStartObject("expanded");
            foreach (var what in expand.Distinct())
            {
                Expand(json, what, attached, keys, network, now);
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void Plan(Utf8JsonWriter json, EmulatedVm vm, bool withPlan)
    {
        var plan = CloudCatalogue.ConfigurationOf(vm);
        json.WriteString("configurationId", plan.Id);
        if (withPlan)
        {
            json.WriteString("configurationName", plan.Name);
            json.WriteString("configurationSlug", plan.Slug);
            json.WriteNumber("vcpu", plan.Cpu);
            json.WriteNumber("ramGb", plan.RamGb);
        }
    }

    private static void Times(Utf8JsonWriter json, EmulatedVm vm, DateTimeOffset now)
    {
        json.WriteString("createdAt", VmWriter.Time(vm.CreatedAt));
        var changedAt = new[] { vm.StateChangedAt, vm.RenamedAt ?? default, vm.Task?.StartedAt ?? default, vm.Task?.EndsAt ?? default, vm.RemoveAt ?? default }.Where(at => at <= now).Max();
        json.WriteString("updatedAt", VmWriter.Time(changedAt));
        if (vm.State is not (VmState.New or VmState.Launching) && vm.StateChangedAt >= vm.ActiveAt && vm.Cloud is not { FailsToLaunch: true })
        {
            json.WriteString("readySince", VmWriter.Time(vm.ActiveAt));
        }
        if (vm.RemoveAt is { } gone && gone <= now)
        {
            json.WriteString("terminatedAt", VmWriter.Time(gone));
        }
    }

    private static void Money(Utf8JsonWriter json, EmulatedVm vm)
    {
        if ((vm.Cloud?.PaidAt ?? vm.NextBillingAt - VmTimes.Epoch) is { } paidAt)
        {
            json.WriteString("lastPaidAt", VmWriter.Time(paidAt));
            json.WriteString("paidUntil", VmWriter.Time(paidAt + vm.Period));
        }
        CloudWriter.Prices(json, (decimal)vm.PricePerEpoch / (VmTimes.Epoch.Ticks / VmTimes.Hour.Ticks));
    }

    private void Expand(Utf8JsonWriter json, string what, Attached attached, IReadOnlyList<SshKey> keys, CloudInterface? network, DateTimeOffset now)
    {
        switch (what)
        {
            case "bootDisk" when attached.BootDisk is { } disk:
                json.WritePropertyName(what);
                writer.Disk(json, disk, now);
                break;
            case "publicIp" when attached.Address is { } address:
                json.WritePropertyName(what);
                writer.Address(json, address, now);
                break;
            case "dataDisks":
                WriteAll(json, what, attached.DataDisks, disk => writer.Disk(json, disk, now));
                break;
            case "sshKeys":
                WriteAll(json, what, keys, key => writer.Key(json, key));
                break;
            case "networkInterfaces":
                WriteAll(json, what, network is null ? [] : new[] { network }, each => Interface(json, each));
                break;
            case "subnets":
                CloudWriter.Texts(json, what, []);
                break;
        }
    }

    /// <summary>Schema <c>VmNetworkInterfaceDto</c>.</summary>
    public void Interface(Utf8JsonWriter json, CloudInterface network)
    {
        json.WriteStartObject();
        json.WriteString("id", network.IdOf(account.Seed));
        json.WriteBoolean("default", true);
        json.WriteStartObject("kind");
        json.WriteStartObject("public");
        json.WriteString("public_ip", writer.IdOf(network.Address));
        json.WriteEndObject();
        json.WriteEndObject();
        if (CloudGroup.Of(network.Vm) is { } group)
        {
            json.WriteString("securityGroup", group.IdOf(account.Seed));
        }
        json.WriteEndObject();
    }

    private static void WriteAll<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var each in items)
        {
            write(each);
        }
        json.WriteEndArray();
    }

    /// <summary>What is attached to a VM. One of another generation has a disk and an address inside its price.</summary>
    private sealed record Attached(CloudDisk? BootDisk, IReadOnlyList<CloudDisk> DataDisks, CloudAddress? Address)
    {
        public static Attached To(EmulatedVm vm, DateTimeOffset now) =>
            vm.Cloud is { } cloud ? new Attached(cloud.BootDisk, cloud.DataDisks, cloud.Address)
            : vm.RemoveAt <= now ? new Attached(null, [], null)
            : new Attached(CloudDisk.IncludedIn(vm), [], CloudAddress.IncludedIn(vm));
    }
}
