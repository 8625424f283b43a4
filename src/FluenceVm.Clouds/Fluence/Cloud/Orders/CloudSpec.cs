using FluenceVm.Clouds.Fluence.Cloud.Catalogue;
using FluenceVm.Clouds.Fluence.Cloud.Networks;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Requests;

namespace FluenceVm.Clouds.Fluence.Cloud.Orders;

/// <summary>The bodies of an order: the same plan always gives the same bytes, because the service compares them.</summary>
internal static class CloudSpec
{
    private const string New = "new";

    /// <summary>A draft.</summary>
    /// <param name="plan">What the order resolved to.</param>
    /// <param name="number">The VM's number, from 1.</param>
    /// <param name="order">What the user said.</param>
    /// <param name="groupId">The security group; null for none.</param>
    /// <param name="nameOf">Names for the disks, by what they are.</param>
    public static VmSpecWire Draft(CloudPlanWire plan, int number, VmOrder order, string? groupId, Func<string, string> nameOf) =>
        Spec(plan, plan.PlaceOf(number), plan.Names[number - 1], order, groupId, nameOf);

    /// <summary>The question what a VM would cost; null if it can't be asked, because the VM's network isn't known yet.</summary>
    public static VmSpecWire? Question(CloudPlanWire plan, CloudPlaceWire place, VmOrder order) =>
        Spec(plan, place, plan.Names[0], order, plan.SecurityGroupId, part => part.Replace(' ', '-')) is { Interfaces: not null } spec
            ? spec
            : null;

    private static VmSpecWire Spec(
        CloudPlanWire plan, CloudPlaceWire place, string name, VmOrder order, string? groupId, Func<string, string> nameOf) => new()
    {
        Name = name,
        ClusterId = place.ClusterId,
        ConfigurationId = place.ConfigurationId,
        SshKeyIds = plan.SshKeyIds,
        CloudInit = order.UserData,
        BootDisk = new DiskSpecWire { Kind = New, Name = nameOf("boot"), VolumeGb = place.BootDiskGB, Source = plan.Source },
        DataDisks = plan.DataDisksGB.Count == 0 ? null
            : [.. plan.DataDisksGB.Select(
                (size, i) => new DiskSpecWire { Kind = New, Name = nameOf($"data {i}"), VolumeGb = size, Replicated = false })],
        Interfaces = Interfaces(plan, place, groupId) is { Count: > 0 } interfaces ? interfaces : null,
    };

    // The group filters the private interface, as the vendor's own example has it; the public one is the default while there is one.
    private static List<InterfaceSpecWire> Interfaces(CloudPlanWire plan, CloudPlaceWire place, string? groupId)
    {
        var isPublic = plan.NewPublicIp || plan.PublicIpId is not null;
        var interfaces = new List<InterfaceSpecWire>();
        if (place.SubnetId is not null)
        {
            interfaces.Add(new InterfaceSpecWire
            {
                Kind = InterfaceKind.Private,
                SubnetId = place.SubnetId,
                Default = !isPublic,
                SecurityGroupId = groupId,
            });
        }
        if (isPublic)
        {
            interfaces.Add(new InterfaceSpecWire
            {
                Kind = InterfaceKind.Public,
                AddressType = plan.PublicIpId is null ? DiskPlan.AddressType : null,
                PublicIpId = plan.PublicIpId,
                Default = true,
            });
        }
        return interfaces;
    }
}
