using FluenceVm.Clouds.Fluence.Costs;
using FluenceVm.Clouds.Fluence.Market.Wire;
using FluenceVm.Clouds.Fluence.Orders;
using FluenceVm.Clouds.Fluence.Parts;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Journal;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Market;

/// <summary>What generations v2 and v3 share. The marketplace and the SSH keys have no generation; the rest needs v3.</summary>
internal abstract class MarketClient(FluenceRequests requests) : IFluenceClient
{
    private readonly Marketplace _marketplace = new(requests);
    private readonly SshKeyRegistry _sshKeys = new(requests);

    public FluenceApiVersion ApiVersion => requests.Generation;

    public ICosts Costs => new MarketCosts(this, requests);

    public IApiKeys ApiKeys => throw Fault.NotSupported(nameof(Messages.ApiKeysNotSupported), ApiVersion);

    public ICloudParts Parts => throw Fault.NotSupported(nameof(Messages.PartsNotSupported), ApiVersion);

    public Task<VmAccessToken> GetAccessTokenAsync(string id, CancellationToken cancellationToken) =>
        throw Fault.NotSupported(nameof(Messages.AccessTokenNotSupported), ApiVersion);

    public abstract Task ListVmsAsync(VmFilter filter, Action<Vm> output, CancellationToken cancellationToken);

    public virtual Task<IReadOnlyList<string>> FindTakenNamesAsync(IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        throw NeedsV3();

    public void CheckRemoval(VmRemoval removal)
    {
        if (removal.KeepStorage || removal.KeepPublicIp)
        {
            throw Fault.NotSupported(nameof(Messages.KeepNotSupported), ApiVersion);
        }
    }

    public async Task RemoveVmsAsync(
        VmRemoval removal, OperationJournal journal, Action<VmOutcome> output, CancellationToken cancellationToken)
    {
        CheckRemoval(removal);
        var gone = new List<string>();
        try
        {
            await RemoveVmsAsync(removal.Ids, Output, cancellationToken);
        }
        finally
        {
            journal.NoteGone(gone);
        }

        void Output(VmOutcome outcome)
        {
            if (outcome.Error is null)
            {
                gone.Add(outcome.Id);
            }
            output(outcome);
        }
    }

    public abstract Task<IReadOnlyList<VmStatusReport>> GetStatusesAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken);

    public virtual Task<OrderPlan> PlanOrderAsync(VmOrder order, CancellationToken cancellationToken) => throw NeedsV3();

    public virtual Task PlaceOrderAsync(VmOrder order, OrderPlan? plan, OperationRun run, CancellationToken cancellationToken) =>
        throw NeedsV3();

    public virtual Task SettleOrderAsync(OperationRun run, CancellationToken cancellationToken) => throw NeedsV3();

    // An order is whole here, or it isn't there.
    public Task<Estimate?> EstimateDraftsAsync(VmOrder order, Operation earlier, CancellationToken cancellationToken) =>
        Task.FromResult<Estimate?>(null);

    public virtual Task CheckUpdateAsync(VmUpdate update, CancellationToken cancellationToken) => throw NeedsV3();

    public virtual Task UpdateVmsAsync(IReadOnlyList<VmUpdate> updates, CancellationToken cancellationToken) => throw NeedsV3();

    public virtual Task<Estimate> EstimateAsync(VmConstraints constraints, int count, CancellationToken cancellationToken) =>
        throw NeedsV3();

    public virtual Task<IReadOnlyList<VmImage>> ListImagesAsync(CancellationToken cancellationToken) => throw NeedsV3();

    public Task CheckRestartAsync(string id, CancellationToken cancellationToken) => throw NoRestart();

    public Task RestartVmAsync(string id, bool soft, CancellationToken cancellationToken) => throw NoRestart();

    public Task ListOffersAsync(VmConstraints constraints, Action<Offer> output, CancellationToken cancellationToken) =>
        _marketplace.ListOffersAsync(constraints, output, cancellationToken);

    public Task<IReadOnlyList<MachineType>> ListMachineTypesAsync(CancellationToken cancellationToken) =>
        _marketplace.ListMachineTypesAsync(cancellationToken);

    public Task<IReadOnlyList<string>> ListCountriesAsync(CancellationToken cancellationToken) =>
        _marketplace.ListCountriesAsync(cancellationToken);

    public Task<IReadOnlyList<Hardware>> ListHardwareAsync(CancellationToken cancellationToken) =>
        _marketplace.ListHardwareAsync(cancellationToken);

    public Task<IReadOnlyList<Datacenter>> ListDatacentersAsync(CancellationToken cancellationToken) =>
        _marketplace.ListDatacentersAsync(cancellationToken);

    public Task<IReadOnlyList<SshKey>> ListSshKeysAsync(CancellationToken cancellationToken) => _sshKeys.ListAsync(cancellationToken);

    public Task<SshKeyRegistration> AddSshKeyAsync(string name, string publicKey, CancellationToken cancellationToken) =>
        _sshKeys.AddAsync(name, publicKey, cancellationToken);

    public Task RemoveSshKeyAsync(string fingerprint, CancellationToken cancellationToken) =>
        _sshKeys.RemoveAsync(fingerprint, cancellationToken);

    public Task<IReadOnlyList<Balance>> ListBalancesAsync(CancellationToken cancellationToken) =>
        throw Fault.NotSupported(nameof(Messages.BalanceNotSupported), ApiVersion);

    public Task ListOrphansAsync(Action<Orphan> output, CancellationToken cancellationToken) => throw NoOrphans();

    public Task CheckOrphanAsync(Orphan orphan, CancellationToken cancellationToken) => throw NoOrphans();

    public Task RemoveOrphanAsync(Orphan orphan, CancellationToken cancellationToken) => throw NoOrphans();

    protected abstract Task RemoveVmsAsync(IReadOnlyList<string> ids, Action<VmOutcome> output, CancellationToken cancellationToken);

    protected Task RemoveVmsAsync(
        IReadOnlyList<string> ids,
        int batchSize,
        Func<IReadOnlyList<string>, DeleteWire> body,
        Action<VmOutcome> output,
        CancellationToken cancellationToken)
    {
        var deletion = new VmDeletion(
            batchSize,
            (batch, context, token) =>
                requests.SendAsync(HttpMethod.Delete, "vms/v3", body(batch), MarketJson.Default.DeleteWire, context, token),
            () => requests.NewContext(),
            output);
        return deletion.RunAsync(ids, cancellationToken);
    }

    private static NotSupportedException NoRestart() => Fault.NotSupported(nameof(Messages.RestartNotSupported));

    private NotSupportedException NoOrphans() =>
        Fault.NotSupported(nameof(Messages.OrphansNotSupported), ApiVersion);

    private static NotSupportedException NeedsV3() =>
        Fault.NotSupported(nameof(Messages.GenerationTooOld));
}
