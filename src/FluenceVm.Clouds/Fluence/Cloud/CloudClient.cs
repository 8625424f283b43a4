using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Market.Wire;
using FluenceVm.Clouds.Fluence.Orders;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Clouds.Journal;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence.Cloud;

/// <summary>Generation <c>Cloud</c>: the service as it is today (OpenAPI 0.10.0).</summary>
internal sealed class CloudClient : IFluenceClient
{
    private readonly CloudRequests _requests;
    private readonly CloudVms _vms;
    private readonly CloudPlaces _places;
    private readonly CloudMarket _market;
    private readonly CloudSshKeys _sshKeys;
    private readonly CloudOrphans _orphans;
    private readonly CloudSecurityGroups _groups;

    public CloudClient(FluenceRequests requests)
    {
        _requests = new CloudRequests(requests);
        var pages = new CloudPages(_requests);
        _places = new CloudPlaces(_requests);
        _groups = new CloudSecurityGroups(_requests, pages);
        _vms = new CloudVms(_requests, pages, _places, _groups);
        _market = new CloudMarket(_requests, _places);
        _sshKeys = new CloudSshKeys(_requests, pages);
        _orphans = new CloudOrphans(_requests, pages);
    }

    public FluenceApiVersion ApiVersion => FluenceApiVersion.Cloud;

    public Task ListVmsAsync(VmFilter filter, Action<Vm> output, CancellationToken cancellationToken) => _vms.ListAsync(filter, output, cancellationToken);

    public Task RemoveVmsAsync(
        VmRemoval removal, OperationJournal journal, Action<VmOutcome> output, CancellationToken cancellationToken) =>
        new CloudVmRemovals(_requests, _vms, _orphans, _groups).RunAsync(removal, output, cancellationToken);

    public async Task<OrderPlan> PlanOrderAsync(VmOrder order, CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        foreach (var key in order.SshKeys)
        {
            keys.Add(await SshKeyResolver.ResolveAsync(this, key, cancellationToken));
        }
        var resolved = order with { Image = await ImageResolver.ResolveAsync(this, order.Image, cancellationToken), SshKeys = keys };
        VmRules.Check(resolved);
        return new CloudPlan(resolved, await EstimateAsync(order.Constraints, order.Count, cancellationToken));
    }

    public async Task PlaceOrderAsync(VmOrder order, OrderPlan? plan, OperationRun run, CancellationToken cancellationToken)
    {
        if (run.Operation.IsNothing)
        {
            var resolved = (CloudPlan)(plan ?? await PlanOrderAsync(order, cancellationToken));
            run.Plan(null, new OperationStep { Name = OrderSteps.Create });
            try
            {
                await run.SendAsync(
                    OrderSteps.Create,
                    token => new CloudVmOrders(_requests, _market, _sshKeys, _orphans).CreateAsync(resolved.Order, token),
                    ids => ids,
                    cancellationToken);
            }
            catch (LeftBehindException left)
            {
                run.Done(OrderSteps.Create, left.VmIds, left.Message);
                throw;
            }
        }
        await CompleteOrderAsync(order, OrderSteps.VmIds(run.Operation), cancellationToken);
    }

    // This generation goes, and its successor marks its orders.
    public Task SettleOrderAsync(OperationRun run, CancellationToken cancellationToken) => Task.CompletedTask;

    private Task CompleteOrderAsync(VmOrder order, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        // 22/tcp is open by default in the generations before, and nobody could log in without it.
        IReadOnlyList<VmPort> ports = [.. order.OpenPorts.Prepend(VmPort.Ssh).Distinct()];
        return order.OpenPorts.Count == 0
            ? Task.CompletedTask
            : UpdateVmsAsync([.. ids.Select(id => new VmUpdate { Id = id, OpenPorts = ports })], cancellationToken);
    }

    public async Task UpdateVmsAsync(IReadOnlyList<VmUpdate> updates, CancellationToken cancellationToken)
    {
        foreach (var update in updates)
        {
            Check(update);
        }
        await _vms.RenameAsync(updates.Where(update => update.Name is not null), cancellationToken);
        await new CloudPortChanges(_requests, _vms, _groups).RunAsync(updates.Where(update => update.OpenPorts is not null), cancellationToken);
    }

    public Task RestartVmAsync(string id, bool soft, CancellationToken cancellationToken) => _vms.RestartAsync(id, soft, cancellationToken);

    public Task<IReadOnlyList<VmStatusReport>> GetStatusesAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        _vms.GetStatusesAsync(ids, cancellationToken);

    public Task<Estimate> EstimateAsync(VmConstraints constraints, int count, CancellationToken cancellationToken) =>
        _market.EstimateAsync(constraints, count, cancellationToken);

    public async Task ListOffersAsync(VmConstraints constraints, Action<Offer> output, CancellationToken cancellationToken)
    {
        foreach (var placement in await _market.FindAsync(constraints, cancellationToken))
        {
            if (placement.PricePerEpoch <= (constraints.MaxTotalPricePerEpoch ?? decimal.MaxValue))
            {
                output(placement.ToOffer());
            }
        }
    }

    public Task<IReadOnlyList<MachineType>> ListMachineTypesAsync(CancellationToken cancellationToken) => _market.ListMachineTypesAsync(cancellationToken);

    public Task<IReadOnlyList<VmImage>> ListImagesAsync(CancellationToken cancellationToken) =>
        _requests.ListAsync("v1/storages/default_images", CloudJson.Default.Images, MarketplaceMapper.ToModel, cancellationToken);

    public async Task<IReadOnlyList<string>> ListCountriesAsync(CancellationToken cancellationToken) =>
        [.. (await ListDatacentersAsync(cancellationToken)).Select(each => each.CountryCode).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).OrderBy(code => code, StringComparer.Ordinal)];

    public Task<IReadOnlyList<Hardware>> ListHardwareAsync(CancellationToken cancellationToken) => _market.ListHardwareAsync(cancellationToken);

    public Task<IReadOnlyList<Datacenter>> ListDatacentersAsync(CancellationToken cancellationToken) => _places.ListDatacentersAsync(cancellationToken);

    public Task<IReadOnlyList<SshKey>> ListSshKeysAsync(CancellationToken cancellationToken) => _sshKeys.ListAsync(cancellationToken);

    public Task<SshKeyRegistration> AddSshKeyAsync(string name, string publicKey, CancellationToken cancellationToken) =>
        _sshKeys.AddAsync(name, publicKey, cancellationToken);

    public Task RemoveSshKeyAsync(string fingerprint, CancellationToken cancellationToken) => _sshKeys.RemoveAsync(fingerprint, cancellationToken);

    public Task<IReadOnlyList<Balance>> ListBalancesAsync(CancellationToken cancellationToken) => _requests.ListBalancesAsync(cancellationToken);

    public Task ListOrphansAsync(Action<Orphan> output, CancellationToken cancellationToken) => _orphans.ListAsync(output, cancellationToken);

    public Task RemoveOrphanAsync(Orphan orphan, CancellationToken cancellationToken) => _orphans.RemoveAsync(orphan, cancellationToken);

    private static void Check(VmUpdate update)
    {
        if (!CloudVms.IsId(update.Id))
        {
            throw CloudVms.NotAnId(update.Id);
        }
        if (update.Name is not null || update.OpenPorts is null)
        {
            VmRules.CheckName(update.Name ?? string.Empty);
        }
        VmRules.CheckPorts(update.OpenPorts ?? []);
        PortRules.Check(update.OpenPorts ?? []);
    }

    private sealed class CloudPlan(VmOrder order, Estimate estimate) : OrderPlan
    {
        public VmOrder Order => order;

        public override Estimate Estimate => estimate;
    }
}
