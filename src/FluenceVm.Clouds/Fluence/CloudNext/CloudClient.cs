using FluenceVm.Clouds.Fluence.CloudNext.Accounts;
using FluenceVm.Clouds.Fluence.CloudNext.Catalogue;
using FluenceVm.Clouds.Fluence.CloudNext.Networks;
using FluenceVm.Clouds.Fluence.CloudNext.Removals;
using FluenceVm.Clouds.Fluence.CloudNext.Requests;
using FluenceVm.Clouds.Fluence.CloudNext.Vms;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.CloudNext;

/// <summary>Generation <c>Cloud</c>: the service as it is today, <c>/v3</c> of its API (0.14 and later).</summary>
internal sealed class CloudClient
{
    private readonly CloudRequests _requests;
    private readonly CloudCatalogue _catalogue;
    private readonly CloudVms _vms;
    private readonly VmListing _listing;
    private readonly CloudMarket _market;
    private readonly CloudSshKeys _sshKeys;
    private readonly CloudOrphans _orphans;

    public CloudClient(FluenceRequests requests, CloudMemory memory)
    {
        _requests = new CloudRequests(requests);
        var pages = new CloudPages(_requests);
        _catalogue = new CloudCatalogue(_requests, memory);
        _vms = new CloudVms(_requests, pages);
        var groups = new CloudSecurityGroups(_requests, pages);
        _listing = new VmListing(_requests, pages, _vms, _catalogue, new CloudAddresses(_requests, pages), groups);
        _market = new CloudMarket(_catalogue, new CloudStock(_requests));
        _sshKeys = new CloudSshKeys(_requests, pages);
        _orphans = new CloudOrphans(_requests, pages, _catalogue, _vms, groups);
    }

    public FluenceApiVersion ApiVersion => _requests.Generation;

    public Task ListVmsAsync(VmFilter filter, Action<Vm> output, CancellationToken cancellationToken) =>
        _listing.ListAsync(filter, output, cancellationToken);

    public Task<IReadOnlyList<VmStatusReport>> GetStatusesAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        _vms.GetStatusesAsync(ids, cancellationToken);

    public async Task ListOffersAsync(VmConstraints constraints, Action<Offer> output, CancellationToken cancellationToken)
    {
        foreach (var placement in await _market.FindAsync(constraints, [], cancellationToken))
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

    public Task RemoveOrphanAsync(Orphan orphan, CancellationToken cancellationToken) => _orphans.RemoveAsync(orphan, cancellationToken);
}
