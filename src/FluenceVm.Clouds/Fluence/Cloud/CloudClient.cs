using FluenceVm.Clouds.Fluence.Cloud.Accounts;
using FluenceVm.Clouds.Fluence.Cloud.Addresses;
using FluenceVm.Clouds.Fluence.Cloud.Catalogue;
using FluenceVm.Clouds.Fluence.Cloud.Costs;
using FluenceVm.Clouds.Fluence.Cloud.Disks;
using FluenceVm.Clouds.Fluence.Cloud.Firewalls;
using FluenceVm.Clouds.Fluence.Cloud.Networks;
using FluenceVm.Clouds.Fluence.Cloud.Orders;
using FluenceVm.Clouds.Fluence.Cloud.Removals;
using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Vms;
using FluenceVm.Clouds.Fluence.Costs;
using FluenceVm.Clouds.Fluence.Orders;
using FluenceVm.Clouds.Fluence.Parts;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Clouds.Journal;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud;

/// <summary>Generation <c>Cloud</c>: the service as it is today, <c>/v3</c> of its API (0.14 and later).</summary>
internal sealed class CloudClient : IFluenceClient
{
    private readonly CloudRequests _requests;
    private readonly CloudCatalogue _catalogue;
    private readonly CloudVms _vms;
    private readonly VmListing _listing;
    private readonly CloudMarket _market;
    private readonly CloudSshKeys _sshKeys;
    private readonly CloudOrphans _orphans;
    private readonly CloudOrderPlanner _planner;
    private readonly CloudOrders _orders;
    private readonly DraftEstimates _drafts;
    private readonly CloudRemovals _removals;
    private readonly VmChanges _changes;
    private readonly CloudAccessTokens _tokens;
    private readonly CloudParts _parts;

    public CloudClient(FluenceRequests requests, CloudMemory memory)
    {
        _requests = new CloudRequests(requests);
        var pages = new CloudPages(_requests);
        _catalogue = new CloudCatalogue(_requests, memory);
        _vms = new CloudVms(_requests, pages);
        var groups = new CloudSecurityGroups(_requests, pages);
        var addresses = new CloudAddresses(_requests, pages);
        var subnets = new CloudSubnets(pages);
        _listing = new VmListing(_requests, pages, _vms, _catalogue);
        var stock = new CloudStock(_requests);
        _market = new CloudMarket(_catalogue, stock);
        _sshKeys = new CloudSshKeys(_requests, pages);
        _orphans = new CloudOrphans(_requests, pages, _catalogue, _vms, groups);
        _planner = new CloudOrderPlanner(_requests, pages, _market, _catalogue, _sshKeys, subnets);
        _orders = new CloudOrders(_requests, _vms, _sshKeys, groups, addresses);
        _drafts = new DraftEstimates(_requests);
        _removals = new CloudRemovals(_requests, _vms, new BelongingsFinder(_requests, pages, _catalogue, addresses, groups));
        Costs = new CloudCosts(
            _requests,
            new CloudCharges(_requests, _catalogue),
            new BilledThings(pages, _catalogue, _vms));
        var ports = new PortChanges(_requests, _vms, subnets, groups);
        _changes = new VmChanges(_requests, _vms, _sshKeys, ports);
        var costs = new CostQuestion(_requests);
        _parts = new CloudParts(
            new CloudDisks(_requests, pages, _catalogue, costs),
            new CloudPublicIps(_requests, pages, _catalogue, costs, _vms, _changes),
            new CloudNetworks(_requests, pages, groups, _vms),
            new CloudFirewalls(_requests, groups, ports),
            new CloudClusters(_requests, _catalogue, stock));
        _tokens = new CloudAccessTokens(_requests);
        ApiKeys = new CloudApiKeys(_requests);
    }

    /// <summary>What the service says of itself and of the account.</summary>
    public Task<ServiceIntroduction> IntroduceAsync(CancellationToken cancellationToken) =>
        CloudAccount.IntroduceAsync(_requests, cancellationToken);

    public FluenceApiVersion ApiVersion => _requests.Generation;

    public ICosts Costs { get; }

    public ICloudParts Parts => _parts;

    public IApiKeys ApiKeys { get; }

    public Task ListVmsAsync(VmFilter filter, Action<Vm> output, CancellationToken cancellationToken) =>
        _listing.ListAsync(filter, output, cancellationToken);

    public Task<IReadOnlyList<string>> FindTakenNamesAsync(IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        _vms.FindTakenNamesAsync(names, cancellationToken);

    public Task<IReadOnlyList<VmStatusReport>> GetStatusesAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        _vms.GetStatusesAsync(ids, cancellationToken);

    public Task RemoveVmsAsync(
        VmRemoval removal, OperationJournal journal, Action<VmOutcome> output, CancellationToken cancellationToken) =>
        _removals.RunAsync(removal, journal, output, cancellationToken);

    public void CheckRemoval(VmRemoval removal)
    {
        // Everything that a removal can keep can be kept.
    }

    public async Task<OrderPlan> PlanOrderAsync(VmOrder order, CancellationToken cancellationToken) =>
        await _planner.PlanAsync(order, cancellationToken);

    public Task<Estimate?> EstimateDraftsAsync(VmOrder order, Operation earlier, CancellationToken cancellationToken) =>
        _drafts.EstimateAsync(order, earlier, cancellationToken);

    public Task PlaceOrderAsync(VmOrder order, OrderPlan? plan, OperationRun run, CancellationToken cancellationToken) =>
        _orders.PlaceAsync(order, (CloudPlan?)plan, run, cancellationToken);

    public Task SettleOrderAsync(OperationRun run, CancellationToken cancellationToken) => _orders.SettleAsync(run, cancellationToken);

    public Task UpdateVmsAsync(IReadOnlyList<VmUpdate> updates, CancellationToken cancellationToken) =>
        _changes.UpdateAsync(updates, cancellationToken);

    public Task CheckUpdateAsync(VmUpdate update, CancellationToken cancellationToken) =>
        _changes.CheckAsync(update, cancellationToken);

    public Task CheckRestartAsync(string id, CancellationToken cancellationToken) => _changes.CheckRestartAsync(id, cancellationToken);

    public Task RestartVmAsync(string id, bool soft, CancellationToken cancellationToken) =>
        _changes.RestartAsync(id, soft, cancellationToken);

    public Task<VmAccessToken> GetAccessTokenAsync(string id, CancellationToken cancellationToken) =>
        _tokens.GetAsync(id, cancellationToken);

    public async Task<Estimate> EstimateAsync(VmConstraints constraints, int count, CancellationToken cancellationToken)
    {
        VmRules.CheckCount(count);
        var order = new VmOrder
        {
            Name = "estimate",
            Count = count,
            Constraints = constraints,
            Image = await AnyImageAsync(cancellationToken),
        };
        return (await _planner.PlanAsync(order, cancellationToken)).Estimate;
    }

    public async Task ListOffersAsync(VmConstraints constraints, Action<Offer> output, CancellationToken cancellationToken)
    {
        foreach (var placement in await _market.FindAsync(constraints, [], 1, cancellationToken))
        {
            if (placement.PricePerEpoch <= (constraints.MaxTotalPricePerEpoch ?? decimal.MaxValue))
            {
                output(placement.ToOffer());
            }
        }
    }

    public Task<IReadOnlyList<MachineType>> ListMachineTypesAsync(CancellationToken cancellationToken) =>
        _market.ListMachineTypesAsync(cancellationToken);

    public Task<IReadOnlyList<VmImage>> ListImagesAsync(CancellationToken cancellationToken) =>
        _catalogue.ListImagesAsync(cancellationToken);

    public async Task<IReadOnlyList<string>> ListCountriesAsync(CancellationToken cancellationToken) =>
        [.. (await ListDatacentersAsync(cancellationToken))
            .Select(each => each.CountryCode)
            .OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .OrderBy(code => code, StringComparer.Ordinal)];

    public Task<IReadOnlyList<Hardware>> ListHardwareAsync(CancellationToken cancellationToken) =>
        _market.ListHardwareAsync(cancellationToken);

    public Task<IReadOnlyList<Datacenter>> ListDatacentersAsync(CancellationToken cancellationToken) =>
        _catalogue.Places.ListDatacentersAsync(cancellationToken);

    public Task<IReadOnlyList<SshKey>> ListSshKeysAsync(CancellationToken cancellationToken) => _sshKeys.ListAsync(cancellationToken);

    public Task<SshKeyRegistration> AddSshKeyAsync(string name, string publicKey, CancellationToken cancellationToken) =>
        _sshKeys.AddAsync(name, publicKey, cancellationToken);

    public Task RemoveSshKeyAsync(string fingerprint, CancellationToken cancellationToken) =>
        _sshKeys.RemoveAsync(fingerprint, cancellationToken);

    public Task<IReadOnlyList<Balance>> ListBalancesAsync(CancellationToken cancellationToken) =>
        CloudBalances.ListAsync(_requests, cancellationToken);

    public Task ListOrphansAsync(Action<Orphan> output, CancellationToken cancellationToken) =>
        _orphans.ListAsync(output, cancellationToken);

    public Task CheckOrphanAsync(Orphan orphan, CancellationToken cancellationToken) => _orphans.CheckAsync(orphan, cancellationToken);

    public Task RemoveOrphanAsync(Orphan orphan, CancellationToken cancellationToken) => _orphans.RemoveAsync(orphan, cancellationToken);

    // No image has a price, but the service wants one for its estimate.
    private async Task<string> AnyImageAsync(CancellationToken cancellationToken) =>
        (await ListImagesAsync(cancellationToken)).Select(image => image.Id).FirstOrDefault()
        ?? throw Fault.Argument(nameof(Messages.ImageUnknown), string.Empty, string.Empty);
}
