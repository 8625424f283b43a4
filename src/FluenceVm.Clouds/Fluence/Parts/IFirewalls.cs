using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Parts;

/// <summary>Security groups (docs/services/fluence-cloud.md). Errors are those of <see cref="IFluenceClient"/>.</summary>
public interface IFirewalls
{
    /// <summary>Every security group of the account that isn't removed. Rules name other groups by name if it is unique.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<SecurityGroup>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Refuses rules that name a group which isn't there. Reads alone.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">No group is called so, or more than one is.</exception>
    Task CheckAsync(IEnumerable<SecurityRule> rules, CancellationToken cancellationToken);

    /// <summary>Makes a security group. It is free.</summary>
    /// <param name="order">What to make.</param>
    /// <param name="cancellationToken">Ends the waiting, not the order.</param>
    Task<SecurityGroup> CreateAsync(SecurityGroupOrder order, CancellationToken cancellationToken);

    /// <summary>Changes a security group, at once for every VM that it filters.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="change">What changes; what is null stays.</param>
    /// <param name="cancellationToken">Ends the waiting, not the change.</param>
    Task ChangeAsync(string id, SecurityGroupChange change, CancellationToken cancellationToken);

    /// <summary>Binds a group to the private interface of a VM of its VPC, which uses it after its next restart.</summary>
    /// <param name="id">The group's id.</param>
    /// <param name="vmId">The VM's id.</param>
    /// <param name="cancellationToken">Ends the waiting, not the change.</param>
    Task BindAsync(string id, string vmId, CancellationToken cancellationToken);

    /// <summary>Removes a security group. One that is gone already is as good as removed.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the waiting, not the removal.</param>
    Task RemoveAsync(string id, CancellationToken cancellationToken);
}
