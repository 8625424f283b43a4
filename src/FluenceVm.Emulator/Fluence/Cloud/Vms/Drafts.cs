using FluenceVm.Emulator.Fluence.Cloud.Accounts;
using FluenceVm.Emulator.Fluence.Cloud.Addresses;
using FluenceVm.Emulator.Fluence.Cloud.Disks;
using FluenceVm.Emulator.Fluence.Cloud.Networks;

namespace FluenceVm.Emulator.Fluence.Cloud.Vms;

/// <summary>Makes, changes and discards drafts. A draft is free and holds nothing but the disks and addresses that it made.</summary>
internal static class Drafts
{
    /// <summary>Makes a draft of what was ordered.</summary>
    public static Vm Make(CloudAccount account, VmSpec spec, DateTimeOffset now)
    {
        var vm = account.Made(new Vm(), CloudKind.Vm, string.Empty, spec.Place, now);
        vm.Name = spec.Name ?? MadeUp("vm", vm.Number);
        vm.ConfigurationId = spec.Configuration.Id;
        vm.SshKeyIds = [.. spec.SshKeyIds ?? [.. account.SshKeys.All.Select(CloudIds.OfKey)]];
        SetCloudInit(vm, spec.CloudInit);
        vm.BootDiskId = Use(account, vm, spec.BootDisk, "boot", now);
        vm.DataDiskIds = [.. spec.DataDisks.Select(each => Use(account, vm, each, "data", now))];
        var nics = spec.Interfaces ?? [new(false, true, DefaultNetworks.In(account, spec.Place, now).Id, null, null, [])];
        vm.Interfaces = [.. nics.Select(each => Nic(account, vm, each, now))];
        if (vm.Interfaces.Count > 0 && !vm.Interfaces.Exists(nic => nic.IsDefault))
        {
            (vm.Interfaces.Find(nic => nic.IsPublic) ?? vm.Interfaces[0]).IsDefault = true;
        }
        return account.Vms.Add(vm);
    }

    /// <summary>The disk of an order: the one that exists, or a new draft of one.</summary>
    public static Guid Use(CloudAccount account, Vm vm, DiskSpec spec, string kind, DateTimeOffset now)
    {
        if (spec.Existing is { } id)
        {
            return id;
        }
        var disk = new Disk { VolumeGb = spec.VolumeGb, IsReplicated = spec.IsReplicated, Source = spec.Source, VmId = vm.Id };
        account.Disks.Add(account.Made(disk, CloudKind.Disk, string.Empty, vm.Datacenter, now));
        disk.Name = spec.Name ?? MadeUp(kind, disk.Number);
        return disk.Id;
    }

    /// <summary>An interface of a draft; a public one without an address gets a new draft of one.</summary>
    public static Nic Nic(CloudAccount account, Vm vm, NicSpec spec, DateTimeOffset now) => new()
    {
        Id = account.NewId(CloudKind.Interface),
        IsPublic = spec.IsPublic,
        IsDefault = spec.IsDefault == true,
        SubnetId = spec.SubnetId,
        PublicIpId = spec.IsPublic ? spec.PublicIpId ?? NewAddress(account, vm, now) : null,
        SecurityGroupId = spec.SecurityGroupId,
        DesiredIps = [.. spec.StaticIps],
    };

    /// <summary>Takes a disk off a draft; one that the draft made goes, a chosen one survives.</summary>
    public static void LetGo(CloudAccount account, Guid? diskId, DateTimeOffset now)
    {
        if (account.Disks.Find(diskId) is { StartedAt: null } disk)
        {
            disk.End(account, now);
        }
    }

    /// <summary>Takes an address off a draft; one that the draft made goes, a chosen one survives.</summary>
    public static void LetGoAddress(CloudAccount account, Guid? addressId, DateTimeOffset now)
    {
        if (account.Addresses.Find(addressId) is { StartedAt: null } address)
        {
            address.End(account, now);
        }
    }

    public static void Discard(CloudAccount account, Vm vm, DateTimeOffset now)
    {
        foreach (var disk in vm.DiskIds)
        {
            LetGo(account, disk, now);
        }
        foreach (var address in vm.AddressIds)
        {
            LetGoAddress(account, address, now);
        }
        account.Vms.Forget(vm);
        account.Receipts.MarkGone(vm.Id);
    }

    public static void SetCloudInit(Vm vm, string? userData)
    {
        vm.HasCloudInit = userData is not null;
        vm.HasMalformedCloudInit = userData is not null && CloudGuesses.IsMalformed(userData);
    }

    private static Guid NewAddress(CloudAccount account, Vm vm, DateTimeOffset now)
    {
        var address = AddressRoutes.Draft(account, string.Empty, vm.Datacenter, now);
        address.Name = MadeUp("ip", address.Number);
        address.AttachTo(vm.Id);
        return address.Id;
    }

    private static string MadeUp(string kind, long number) => FormattableString.Invariant($"{kind}-{number:x6}");
}
