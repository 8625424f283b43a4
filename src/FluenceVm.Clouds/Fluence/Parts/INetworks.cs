using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Parts;

/// <summary>VPCs and subnets (docs/services/fluence-cloud.md). They are free. Errors are those of <see cref="IFluenceClient"/>.</summary>
public interface INetworks
{
    /// <summary>Streams the VPCs of the account that aren't removed.</summary>
    /// <param name="output">Takes each of them.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task ListVpcsAsync(Action<Vpc> output, CancellationToken cancellationToken);

    /// <summary>Makes a VPC.</summary>
    /// <param name="cluster">The id of its cluster.</param>
    /// <param name="name">Its name: 1 to 25 small letters, digits and hyphens.</param>
    /// <param name="cancellationToken">Ends the waiting, not the order.</param>
    Task<Vpc> CreateVpcAsync(string cluster, string name, CancellationToken cancellationToken);

    /// <summary>Renames a VPC.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="name">The new name.</param>
    /// <param name="cancellationToken">Ends the waiting, not the change.</param>
    Task<Vpc> RenameVpcAsync(string id, string name, CancellationToken cancellationToken);

    /// <summary>Refuses the removal of a VPC that something is in. Reads alone.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InvalidOperationException">Subnets or security groups are in it, which are named.</exception>
    Task CheckVpcRemovalAsync(string id, CancellationToken cancellationToken);

    /// <summary>Removes a VPC. One that is gone already is as good as removed.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the waiting, not the removal.</param>
    /// <exception cref="InvalidOperationException">It still has subnets or security groups, which the message names.</exception>
    Task RemoveVpcAsync(string id, CancellationToken cancellationToken);

    /// <summary>Streams the subnets of the account that aren't removed.</summary>
    /// <param name="output">Takes each of them.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task ListSubnetsAsync(Action<Subnet> output, CancellationToken cancellationToken);

    /// <summary>Makes a subnet.</summary>
    /// <param name="order">What to make.</param>
    /// <param name="cancellationToken">Ends the waiting, not the order.</param>
    Task<Subnet> CreateSubnetAsync(SubnetOrder order, CancellationToken cancellationToken);

    /// <summary>Renames a subnet, or opens or closes its way to the world outside.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="name">The new name; null to keep it.</param>
    /// <param name="egress">Whether its VMs reach the world outside; null to keep that.</param>
    /// <param name="cancellationToken">Ends the waiting, not the change.</param>
    Task<Subnet> ChangeSubnetAsync(string id, string? name, bool? egress, CancellationToken cancellationToken);

    /// <summary>Makes a subnet its VPC's default one.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the waiting, not the change.</param>
    Task MakeDefaultAsync(string id, CancellationToken cancellationToken);

    /// <summary>Refuses the removal of a subnet that VMs are in. Reads alone.</summary>
    /// <param name="subnet">The subnet.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InvalidOperationException">VMs are in it, which are named.</exception>
    Task CheckSubnetRemovalAsync(Subnet subnet, CancellationToken cancellationToken);

    /// <summary>Removes a subnet. One that is gone already is as good as removed.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the waiting, not the removal.</param>
    /// <exception cref="InvalidOperationException">VMs are still in it, which the message names.</exception>
    Task RemoveSubnetAsync(string id, CancellationToken cancellationToken);
}
