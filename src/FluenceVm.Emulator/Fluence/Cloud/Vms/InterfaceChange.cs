using System.Text.Json;
using FluenceVm.Emulator.Fluence.Cloud.Http;
using FluenceVm.Emulator.Fluence.Cloud.Offers;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Vms;

/// <summary>Changes an interface in exactly one way: its subnet, its kind, or its security group and addresses.</summary>
internal static class InterfaceChange
{
    public static EmulatorResponse Answer(CloudCall call)
    {
        var vm = CloudVmRoutes.Known(call);
        var nic = InterfaceRoutes.NicOf(call, vm);
        var hasGroup = call.Body.TryGetProperty("securityGroupId", out _);
        var hasIps = call.Body.TryGetProperty("staticIps", out _);
        var ways = new[] { call.Body.TryGetProperty("subnet", out _), call.Body.TryGetProperty("kind", out var kind), hasGroup || hasIps };
        if (ways.Count(each => each) != 1)
        {
            throw CloudRefusal.Field("$", ways.Any(each => each) ? "expected exactly one change" : "empty_patch");
        }
        if (ways[0])
        {
            Repoint(call, vm, nic, CloudJson.Required(CloudJson.Id(call.Body, "subnet")));
        }
        else if (ways[1])
        {
            Convert(call, vm, nic, kind);
        }
        else
        {
            Configure(call, vm, nic, hasGroup, hasIps);
        }
        vm.Touch(call.Now);
        call.Account.Life.Updated(vm);
        return InterfaceRoutes.Written(call, nic);
    }

    private static void Repoint(CloudCall call, Vm vm, Nic nic, Guid subnet)
    {
        if (nic.IsPublic)
        {
            throw CloudRefusal.Conflict("A public interface has no subnet");
        }
        if (nic.SubnetId == subnet)
        {
            return;
        }
        RequireChangeable(vm, call.Now);
        nic.SubnetId = Interfaces.SubnetFor(call.Account, vm, subnet, call.Now).Id;
        nic.DesiredIps.Clear();
        if (!vm.IsDraft)
        {
            Interfaces.GiveAddress(call.Account, nic);
            RequireRestart(vm, call.Now);
        }
    }

    private static void Convert(CloudCall call, Vm vm, Nic nic, JsonElement kind)
    {
        if (!vm.IsDraft)
        {
            throw CloudRefusal.Conflict("Only an interface of a draft can change its kind", "conversion_draft_only");
        }
        BodyShape.Of("type!", "addressType", "subnet").Check(kind);
        if (CloudJson.Word(kind, "type", "public", "private") == "private")
        {
            var id = CloudJson.Required(CloudJson.Id(BodyShape.Of("type!", "subnet!").Check(kind), "subnet"));
            var subnet = Interfaces.SubnetFor(call.Account, vm, id, call.Now);
            Drafts.LetGoAddress(call.Account, nic.PublicIpId, call.Now);
            (nic.IsPublic, nic.PublicIpId, nic.SubnetId) = (false, null, subnet.Id);
            return;
        }
        _ = CloudJson.Word(BodyShape.Of("type!", "addressType").Check(kind), "addressType", CloudCatalogue.AddressType);
        if (!nic.IsPublic)
        {
            Interfaces.RequireRoom(vm, isPublic: true);
            var made = Drafts.Nic(call.Account, vm, new(true, null, null, null, null, []), call.Now);
            (nic.IsPublic, nic.PublicIpId, nic.SubnetId) = (true, made.PublicIpId, null);
            nic.DesiredIps.Clear();
        }
    }

    private static void Configure(CloudCall call, Vm vm, Nic nic, bool hasGroup, bool hasIps)
    {
        var group = CloudJson.Id(call.Body, "securityGroupId");
        if (hasIps && group is not null)
        {
            throw CloudRefusal.Field("staticIps", "can't be combined with a security group");
        }
        var ips = SpecReader.StaticIps(call.Body);
        if (hasIps)
        {
            vm.RequireDraft();
            if (nic.IsPublic)
            {
                throw CloudRefusal.Conflict("A public interface has no static addresses");
            }
            nic.DesiredIps = [.. ips];
        }
        if (hasGroup && nic.SecurityGroupId != group)
        {
            RequireChangeable(vm, call.Now);
            Bind(call, vm, nic, group);
        }
    }

    private static void Bind(CloudCall call, Vm vm, Nic nic, Guid? id)
    {
        if (id is { } known)
        {
            var group = call.Account.Groups.Living(known, "Security group");
            if (Interfaces.VpcOf(call.Account, vm) is { } vpc && vpc != group.VpcId)
            {
                throw CloudRefusal.Conflict("The security group belongs to another VPC", "security_group_vpc_mismatch");
            }
        }
        nic.SecurityGroupId = id;
        if (!vm.IsDraft)
        {
            RequireRestart(vm, call.Now);
        }
    }

    private static void RequireChangeable(Vm vm, DateTimeOffset now)
    {
        if (!vm.IsDraft)
        {
            vm.RequireLaunched(now);
        }
    }

    private static void RequireRestart(Vm vm, DateTimeOffset now)
    {
        vm.RestartRequired = true;
        vm.Begin("updating", CloudGuesses.Change, now);
    }
}
