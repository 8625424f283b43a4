namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>What a VM has only because it was ordered through generation <c>Cloud</c>: disks and an address of their own, billed by themselves.</summary>
internal sealed class CloudVm
{
    private readonly List<CloudDisk> _dataDisks = [];

    /// <summary>The disk that it starts from; null once the VM is gone.</summary>
    public CloudDisk? BootDisk { get; private set; }

    public IReadOnlyList<CloudDisk> DataDisks => _dataDisks;

    /// <summary>Its public address; null for none.</summary>
    public CloudAddress? Address { get; private set; }

    /// <summary>Whether it was ordered with user data. The data itself isn't kept: no response ever holds it.</summary>
    public bool HasCloudInit { get; init; }

    /// <summary>Whether its user data keep it from starting.</summary>
    public bool FailsToLaunch { get; init; }

    /// <summary>Whether something was attached that needs a restart.</summary>
    public bool RestartRequired { get; set; }

    /// <summary>When it was charged last.</summary>
    public DateTimeOffset PaidAt { get; set; }

    /// <summary>The image of its boot disk.</summary>
    public string? OsImage => BootDisk?.OsImage;

    public long StorageGiB => (BootDisk?.VolumeGb ?? 0) + _dataDisks.Sum(disk => disk.VolumeGb);

    /// <summary>Charges an hour. False, and nothing moved, where the balance doesn't cover it.</summary>
    public bool TryPay(EmulatedVm vm, Ledger ledger, DateTimeOffset at)
    {
        if (!ledger.TryPay(vm.Price))
        {
            return false;
        }
        vm.Spent += vm.Price;
        PaidAt = at;
        return true;
    }

    public void AttachBoot(EmulatedVm vm, CloudDisk disk)
    {
        BootDisk = disk;
        disk.Vm = vm;
    }

    public void Attach(EmulatedVm vm, CloudDisk disk)
    {
        _dataDisks.Add(disk);
        disk.Vm = vm;
    }

    public void Attach(EmulatedVm vm, CloudAddress address)
    {
        Address = address;
        address.Vm = vm;
    }

    public void Detach(CloudDisk disk)
    {
        _dataDisks.Remove(disk);
        disk.Vm = null;
    }

    public void DetachAddress()
    {
        if (Address is { } address)
        {
            address.Vm = null;
            Address = null;
        }
    }

    /// <summary>Lets everything go: disks and address stay, and go on costing.</summary>
    public void Detach()
    {
        DetachAddress();
        foreach (var disk in _dataDisks)
        {
            disk.Vm = null;
        }
        _dataDisks.Clear();
        if (BootDisk is { } boot)
        {
            boot.Vm = null;
            BootDisk = null;
        }
    }
}
