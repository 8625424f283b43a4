using FluenceVm.Clouds.Fluence.Cloud.Networks;
using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Wire;

namespace FluenceVm.Clouds.Fluence.Cloud.Orders;

/// <summary>The network of an order: what the user named of it, and what its cluster has otherwise.</summary>
internal sealed class OrderNetwork(IReadOnlyList<SubnetWire> usable, SubnetWire? subnet, SecurityGroupWire? group, PublicIpWire? address)
{
    public string? GroupId => group?.Id;

    public string? PublicIpId => address?.Id;

    /// <summary>Whether everything that was named is in this cluster.</summary>
    public bool Allows(string clusterId) =>
        new[] { subnet?.ClusterId, group?.ClusterId, address?.ClusterId }.OfType<string>().All(id => CloudIds.Same(id, clusterId));

    /// <summary>The named subnet, or the cluster's default one; with a named group one of the group's VPC.</summary>
    public SubnetWire? SubnetIn(string clusterId) => subnet
        ?? CloudSubnets.DefaultOf([.. usable.Where(each => group is null || CloudIds.Same(each.VpcId, group.VpcId))], clusterId);
}
