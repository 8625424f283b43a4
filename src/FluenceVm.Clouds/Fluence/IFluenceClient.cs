using FluenceVm.Clouds.Fluence.Costs;
using FluenceVm.Clouds.Fluence.Orders;
using FluenceVm.Clouds.Fluence.Parts;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Journal;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence;

/// <summary>
/// What every generation of the Fluence service can do, in the words of the model. An implementation knows one generation's
/// routes and wire shapes. Every call throws <see cref="FluenceApiException"/> for an error response,
/// <see cref="InvalidResponseException"/> for an unreadable one, <see cref="CloudConnectionException"/> if none arrived,
/// <see cref="TimeoutException"/> where it came too late, and <see cref="NotSupportedException"/> (with one sentence that says
/// what to use instead) where the generation has no such thing.
/// </summary>
public interface IFluenceClient
{
    /// <summary>The generation that this client speaks.</summary>
    FluenceApiVersion ApiVersion { get; }

    /// <summary>What was spent, and what runs up.</summary>
    ICosts Costs { get; }

    /// <summary>Disks, addresses, networks and firewalls as things of their own (generation <c>Cloud</c>).</summary>
    ICloudParts Parts { get; }

    /// <summary>The API keys of the account (generation <c>Cloud</c>).</summary>
    IApiKeys ApiKeys { get; }

    /// <summary>Streams the VMs of the account: each is handed on before the response has ended.</summary>
    /// <param name="filter">What to ask for; a generation without such a filter hands on every VM.</param>
    /// <param name="output">Takes each VM. It may block, and so slows the reading down.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task ListVmsAsync(VmFilter filter, Action<Vm> output, CancellationToken cancellationToken);

    /// <summary>Which of some names living VMs of the account have.</summary>
    /// <param name="names">The names.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<string>> FindTakenNamesAsync(IReadOnlyList<string> names, CancellationToken cancellationToken);

    /// <summary>
    /// Removes VMs and what came with them, as far as it is unmistakably this module's own. A removal is written down step by
    /// step if the generation needs several steps, and goes on where it stopped.
    /// </summary>
    /// <param name="removal">The VMs, and what of them to keep.</param>
    /// <param name="journal">The journal of the client's account.</param>
    /// <param name="output">Takes the outcome of each id, once.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task RemoveVmsAsync(VmRemoval removal, OperationJournal journal, Action<VmOutcome> output, CancellationToken cancellationToken);

    /// <summary>Refuses a removal that this generation can't make.</summary>
    /// <param name="removal">The VMs, and what of them to keep.</param>
    void CheckRemoval(VmRemoval removal);

    /// <summary>Resolves an order and asks for its price. Reads alone.</summary>
    /// <param name="order">The order, in the user's words.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">A rule of the service is broken, or something that is named isn't there.</exception>
    Task<OrderPlan> PlanOrderAsync(VmOrder order, CancellationToken cancellationToken);

    /// <summary>
    /// What goes on with an order that stopped at its drafts, as it was told to: their price now. Reads alone.
    /// </summary>
    /// <param name="order">The order, in the user's words.</param>
    /// <param name="earlier">What came of it so far.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Null if no draft is left to go on with.</returns>
    Task<Estimate?> EstimateDraftsAsync(VmOrder order, Operation earlier, CancellationToken cancellationToken);

    /// <summary>
    /// Places an order: sends each step that wasn't carried out, once. No step of the operation is of unknown outcome when it is
    /// called. Callers go through <see cref="OrderDesk"/>.
    /// </summary>
    /// <param name="order">The order, in the user's words.</param>
    /// <param name="plan">What it resolved to; null to go on with the plan in the journal.</param>
    /// <param name="run">The operation, held for this caller.</param>
    /// <param name="cancellationToken">Ends it: no further step is begun.</param>
    Task PlaceOrderAsync(VmOrder order, OrderPlan? plan, OperationRun run, CancellationToken cancellationToken);

    /// <summary>Finds out what became of an order's steps whose outcome is unknown, and writes it down. Reads alone.</summary>
    /// <param name="run">The operation, held for this caller.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task SettleOrderAsync(OperationRun run, CancellationToken cancellationToken);

    /// <summary>
    /// Renames VMs and replaces their lists of open ports, all in one request. In generation <c>Cloud</c> a name is a request a
    /// VM, and ports become a security group, for which it is waited until the VM runs.
    /// </summary>
    /// <param name="updates">One entry a VM.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task UpdateVmsAsync(IReadOnlyList<VmUpdate> updates, CancellationToken cancellationToken);

    /// <summary>Refuses a change of a VM that the service would refuse for a reason that can be known. Reads alone.</summary>
    /// <param name="update">The change.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task CheckUpdateAsync(VmUpdate update, CancellationToken cancellationToken);

    /// <summary>Refuses the restart of a VM that can't be restarted as it is now. Reads alone.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task CheckRestartAsync(string id, CancellationToken cancellationToken);

    /// <summary>Restarts a VM.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="soft">Asks the operating system instead of cutting the power.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task RestartVmAsync(string id, bool soft, CancellationToken cancellationToken);

    /// <summary>Gets what opens the console of a VM for a few minutes (generation <c>Cloud</c>).</summary>
    /// <param name="id">The VM's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<VmAccessToken> GetAccessTokenAsync(string id, CancellationToken cancellationToken);

    /// <summary>The status of each VM, in one request. An id that is missing from the response is not there.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<VmStatusReport>> GetStatusesAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken);

    /// <summary>What an order would cost.</summary>
    /// <param name="constraints">What is asked for.</param>
    /// <param name="count">How many VMs.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<Estimate> EstimateAsync(VmConstraints constraints, int count, CancellationToken cancellationToken);

    /// <summary>What the marketplace offers.</summary>
    /// <param name="constraints">What is asked for; empty for everything.</param>
    /// <param name="output">Takes each offer.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task ListOffersAsync(VmConstraints constraints, Action<Offer> output, CancellationToken cancellationToken);

    /// <summary>The sizes that can be ordered, with the cheapest offer's price per hour.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<MachineType>> ListMachineTypesAsync(CancellationToken cancellationToken);

    /// <summary>The images that the service proposes.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<VmImage>> ListImagesAsync(CancellationToken cancellationToken);

    /// <summary>ISO codes of the countries that VMs can be ordered in.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<string>> ListCountriesAsync(CancellationToken cancellationToken);

    /// <summary>The hardware that can be asked for.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<Hardware>> ListHardwareAsync(CancellationToken cancellationToken);

    /// <summary>The datacenters of the marketplace.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<Datacenter>> ListDatacentersAsync(CancellationToken cancellationToken);

    /// <summary>The registered SSH keys.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<SshKey>> ListSshKeysAsync(CancellationToken cancellationToken);

    /// <summary>Registers a public SSH key; a known one comes back as it is.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="publicKey">The public key in OpenSSH's one-line form.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<SshKeyRegistration> AddSshKeyAsync(string name, string publicKey, CancellationToken cancellationToken);

    /// <summary>Forgets a public SSH key. VMs that were ordered with it keep it.</summary>
    /// <param name="fingerprint">Its fingerprint, <c>SHA256:..</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task RemoveSshKeyAsync(string fingerprint, CancellationToken cancellationToken);

    /// <summary>What the account holds.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<Balance>> ListBalancesAsync(CancellationToken cancellationToken);

    /// <summary>Streams the disks and addresses that are billed although no VM uses them.</summary>
    /// <param name="output">Takes each of them.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task ListOrphansAsync(Action<Orphan> output, CancellationToken cancellationToken);

    /// <summary>Looks whether what is left over may be removed, as it is now. Reads alone.</summary>
    /// <param name="orphan">What is to be removed; its type and id count.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InvalidOperationException">A VM uses it or may be about to.</exception>
    Task CheckOrphanAsync(Orphan orphan, CancellationToken cancellationToken);

    /// <summary>Removes a disk with everything on it, or an address, for good, if <see cref="CheckOrphanAsync"/> still allows it.</summary>
    /// <param name="orphan">What to remove; its type and id count.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InvalidOperationException">A VM uses it; nothing was removed.</exception>
    Task RemoveOrphanAsync(Orphan orphan, CancellationToken cancellationToken);
}
