using FluenceVm.Emulator.Fluence.Cloud.Accounts;
using FluenceVm.Emulator.Fluence.Cloud.Disks;
using FluenceVm.Emulator.Fluence.Cloud.Networks;
using FluenceVm.Emulator.Fluence.Cloud.Offers;
using FluenceVm.Emulator.Fluence.Cloud.Vms;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>
/// What the starter fleet has of this generation: an application on two VMs, a build machine, and what somebody forgot. These VMs are
/// not on the marketplace.
/// </summary>
internal sealed class CloudStarter
{
    private const long BootDiskGb = 40;
    private const long DataDiskGb = 100;
    private static readonly OpenPort[] WebPorts = [new(80, "tcp"), new(443, "tcp"), new(22, "tcp")];
    private readonly CloudAccount _account;
    private readonly DateTimeOffset _now;

    private CloudStarter(CloudAccount account, DateTimeOffset now) => (_account, _now) = (account, now);

    /// <summary>Fills the first account; what that has cost is paid in beforehand.</summary>
    public static void Populate(CloudAccount account, DateTimeOffset now)
    {
        new CloudStarter(account, now).Populate();
        account.Purse.Recount();
        account.Ledger.PayIn((long)decimal.Ceiling(account.Ledger.SpentBySecond));
    }

    private void Populate()
    {
        App("app-1", "PL", TimeSpan.FromHours(411.5), 0);
        App("app-2", "DE", TimeSpan.FromHours(411.25), DataDiskGb);
        Vm("build-1", "FI", CloudCatalogue.Configurations[2], TimeSpan.FromHours(96.5), [], null);
        Forget(TimeSpan.FromHours(900.25));
        Drafts.Make(_account, Spec("app-next", Place("PL"), CloudCatalogue.Smallest, [], null), _now - TimeSpan.FromHours(20));
    }

    private void App(string name, string country, TimeSpan age, long dataGb)
    {
        var at = _now - age;
        var subnet = DefaultNetworks.In(_account, Place(country), at);
        var group = new SecurityGroup { StartedAt = at, VpcId = subnet.VpcId, Ingress = PortRules.Of(WebPorts) };
        _account.Groups.Add(_account.Made(group, CloudKind.Group, "web", Place(country), at));
        IReadOnlyList<DiskSpec> data = dataGb == 0 ? [] : [new(null, "app-data", dataGb, true, null)];
        Vm(name, country, CloudCatalogue.Configurations[1], age, data, group.Id);
    }

    private void Vm(string name, string country, CloudConfiguration configuration, TimeSpan age, IReadOnlyList<DiskSpec> data, Guid? group)
    {
        var vm = Drafts.Make(_account, Spec(name, Place(country), configuration, data, group), _now - age);
        Provisioning.Start(_account, vm, _now - age, isShown: false);
    }

    private VmSpec Spec(string name, Datacenter place, CloudConfiguration configuration, IReadOnlyList<DiskSpec> data, Guid? group)
    {
        var subnet = DefaultNetworks.In(_account, place, _now).Id;
        var isPublic = group is not null;
        NicSpec inside = new(false, !isPublic, subnet, null, group, []);
        NicSpec outside = new(true, true, null, null, null, []);
        var boot = new DiskSpec(null, $"{name}-boot", BootDiskGb, false, ImageSource.Default);
        return new VmSpec(name, place, configuration, null, null, boot, data, isPublic ? [inside, outside] : [inside]);
    }

    /// <summary>A disk that no VM has any more; it goes on being billed.</summary>
    private void Forget(TimeSpan age)
    {
        var disk = new Disk { VolumeGb = CloudCatalogue.SmallestBootDisk, Source = ImageSource.Default };
        _account.Disks
            .Add(_account.Made(disk, CloudKind.Disk, "old-web-boot-0fa4e001", Place("PL"), _now - age))
            .Start(_account, _now - age);
    }

    private static Datacenter Place(string country) => Catalogue.Datacenters.First(each => each.CountryCode == country);
}
