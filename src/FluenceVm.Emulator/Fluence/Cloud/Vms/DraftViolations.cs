using System.Net;
using System.Text.Json.Nodes;
using FluenceVm.Emulator.Fluence.Cloud.Accounts;
using FluenceVm.Emulator.Fluence.Cloud.Http;
using FluenceVm.Emulator.Fluence.Cloud.Networks;

namespace FluenceVm.Emulator.Fluence.Cloud.Vms;

/// <summary>Why a draft can't be provisioned as it stands: what it lacks, and what is wrong with the things that it names.</summary>
internal sealed class DraftViolations
{
    public const int MostInterfaces = 16;
    private readonly List<JsonObject> _found = [];
    private readonly CloudAccount _account;
    private readonly Vm _vm;
    private readonly DateTimeOffset _now;

    private DraftViolations(CloudAccount account, Vm vm, DateTimeOffset now) => (_account, _vm, _now) = (account, vm, now);

    public static IReadOnlyList<JsonObject> Of(CloudAccount account, Vm vm, DateTimeOffset now)
    {
        var violations = new DraftViolations(account, vm, now);
        violations.CheckDisks();
        violations.CheckInterfaces();
        foreach (var nic in vm.Interfaces)
        {
            violations.CheckInterface(nic);
        }
        violations.CheckKeys();
        return violations._found;
    }

    private void CheckDisks()
    {
        if (_vm.BootDiskId is null)
        {
            _found.Add(Violation.Typed("missingBootDisk"));
        }
        foreach (var id in _vm.DiskIds)
        {
            CheckDisk(id, id == _vm.BootDiskId);
        }
    }

    private void CheckDisk(Guid id, bool isBoot)
    {
        if (_account.Disks.Find(id) is not { IsLiving: true } disk)
        {
            AddDependency("storage", id, "missing");
        }
        else if (disk.HolderAt(_account, _now) is { } holder && holder != _vm.Id)
        {
            AddDependency("storage", id, "inUse");
        }
        else if (disk.StatusAt(_now) is "new" or "created")
        {
            AddDependency("storage", id, "materializing");
        }
        else if (Attaching.Reason(disk, _vm.Datacenter, isBoot, _now) is { } reason)
        {
            _found.Add(Violation.Typed("notAttachable", ("kind", isBoot ? "bootDisk" : "dataDisk"), ("id", Text(id)), ("reason", reason)));
        }
    }

    private void CheckInterfaces()
    {
        var (defaults, publics) = (_vm.Interfaces.Count(nic => nic.IsDefault), _vm.Interfaces.Count(nic => nic.IsPublic));
        if (_vm.Interfaces.Count == 0)
        {
            _found.Add(Violation.Typed("missingInterface"));
        }
        else if (defaults != 1)
        {
            _found.Add(Violation.Typed("notExactlyOneDefault", ("found", defaults)));
        }
        if (publics > 1)
        {
            _found.Add(Violation.Typed("multiplePublicInterfaces", ("found", publics)));
        }
        if (_vm.Interfaces.Count > MostInterfaces)
        {
            _found.Add(Violation.Typed("tooManyInterfaces", ("max", MostInterfaces)));
        }
        if (_vm.Interfaces.Exists(nic => nic.Kind == "unbound"))
        {
            _found.Add(Violation.Typed("unboundInterface"));
        }
    }

    private void CheckInterface(Nic nic)
    {
        var subnet = _account.Subnets.Find(nic.SubnetId);
        CheckAsset("subnet", nic.SubnetId, subnet);
        CheckAsset("vpc", subnet?.VpcId, _account.Vpcs.Find(subnet?.VpcId));
        CheckAsset("publicIp", nic.PublicIpId, _account.Addresses.Find(nic.PublicIpId));
        if (nic.PublicIpId is { } id && _account.Addresses.Find(id)?.HolderAt(_account, _now) is { } holder && holder != _vm.Id)
        {
            AddDependency("publicIp", id, "inUse");
        }
        var group = _account.Groups.Find(nic.SecurityGroupId);
        CheckAsset("securityGroup", nic.SecurityGroupId, group);
        if (group is { IsLiving: true } && Interfaces.VpcOf(_account, _vm) is { } vpc && vpc != group.VpcId)
        {
            AddDependency("securityGroup", group.Id, "relationshipMismatch");
        }
        if (subnet is not null && nic.DesiredIps.Count > 0)
        {
            CheckStaticIps(nic, subnet);
        }
    }

    private void CheckAsset(string kind, Guid? id, Asset? asset)
    {
        if (id is not { } known)
        {
            return;
        }
        var reason = asset is not { IsLiving: true } ? "missing"
            : asset.Datacenter != _vm.Datacenter ? "locationMismatch"
            : asset.StatusAt(_now) switch
            {
                "failed" => "failed",
                "new" or "created" => "materializing",
                "parking" => "unavailable",
                _ => null,
            };
        if (reason is not null)
        {
            AddDependency(kind, known, reason);
        }
    }

    private void CheckStaticIps(Nic nic, Subnet subnet)
    {
        var taken = NetworkUse.Interfaces(_account, _now)
            .Where(each => each.Nic != nic && each.Nic.SubnetId == subnet.Id && !each.Vm.IsDraft)
            .SelectMany(each => each.Nic.AssignedIps).ToList();
        if (nic.DesiredIps.Exists(ip => !subnet.Ranges.Any(range => range.Contains(IPAddress.Parse(ip)))))
        {
            AddDependency("staticIp", nic.Id, "invalidAddress");
        }
        else if (nic.DesiredIps.Exists(taken.Contains))
        {
            AddDependency("staticIp", nic.Id, "addressConflict");
        }
    }

    private void CheckKeys()
    {
        var known = _account.SshKeys.All.Select(CloudIds.OfKey).ToList();
        foreach (var id in _vm.SshKeyIds.Where(id => !known.Contains(id)))
        {
            AddDependency("sshKey", id, "missing");
        }
    }

    private void AddDependency(string kind, Guid id, string reason) =>
        _found.Add(Violation.Typed("dependency", ("kind", kind), ("id", Text(id)), ("reason", reason)));

    private static string Text(Guid id) => id.ToString("D");
}
