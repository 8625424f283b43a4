using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Parts;

/// <summary>Public addresses (docs/services/fluence-cloud.md). Errors are those of <see cref="IFluenceClient"/>.</summary>
public interface IPublicIps
{
    /// <summary>Streams the addresses of the account that aren't removed.</summary>
    /// <param name="output">Takes each of them.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task ListAsync(Action<PublicIp> output, CancellationToken cancellationToken);

    /// <summary>These addresses, as many as are there.</summary>
    /// <param name="ids">Their ids.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<PublicIp>> FindAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken);

    /// <summary>What an address costs per hour; null if the service has no price for it. Reads alone.</summary>
    /// <param name="cluster">The id of its cluster.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<decimal?> PriceAsync(string cluster, CancellationToken cancellationToken);

    /// <summary>Makes an address.</summary>
    /// <param name="cluster">The id of its cluster.</param>
    /// <param name="name">Its name: 1 to 25 small letters, digits and hyphens.</param>
    /// <param name="key">The idempotency key: the same key and order again give the same address.</param>
    /// <param name="cancellationToken">Ends the waiting, not the order.</param>
    Task<PublicIp> CreateAsync(string cluster, string name, string key, CancellationToken cancellationToken);

    /// <summary>Renames an address.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="name">The new name.</param>
    /// <param name="cancellationToken">Ends the waiting, not the change.</param>
    Task RenameAsync(string id, string name, CancellationToken cancellationToken);

    /// <summary>Gives a VM of its cluster an address, which it uses after its next restart.</summary>
    /// <param name="id">The address's id; no VM may have it.</param>
    /// <param name="vmId">The VM's id.</param>
    /// <param name="cancellationToken">Ends the waiting, not the change.</param>
    Task AttachAsync(string id, string vmId, CancellationToken cancellationToken);

    /// <summary>Takes an address from its VM, which keeps it until its next restart. One that it hasn't is as good as taken.</summary>
    /// <param name="id">The address's id.</param>
    /// <param name="vmId">The VM's id.</param>
    /// <param name="cancellationToken">Ends the waiting, not the change.</param>
    Task DetachAsync(string id, string vmId, CancellationToken cancellationToken);

    /// <summary>Lets a VM reach the world outside by an address that it has.</summary>
    /// <param name="id">The address's id.</param>
    /// <param name="vmId">The VM's id.</param>
    /// <param name="cancellationToken">Ends the waiting, not the change.</param>
    Task MakeDefaultAsync(string id, string vmId, CancellationToken cancellationToken);

    /// <summary>Restarts a VM once its changes are made, and waits until it runs again.</summary>
    /// <param name="vmId">The VM's id.</param>
    /// <param name="cancellationToken">Ends the waiting, not the restart.</param>
    /// <exception cref="TimeoutException">It doesn't run after a quarter of an hour.</exception>
    Task RestartAsync(string vmId, CancellationToken cancellationToken);

    /// <summary>Gives an address back, for good. One that is gone already is as good as removed.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the waiting, not the removal.</param>
    Task RemoveAsync(string id, CancellationToken cancellationToken);
}
