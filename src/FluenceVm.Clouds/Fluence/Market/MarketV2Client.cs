using FluenceVm.Clouds.Fluence.Market.Wire;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Market;

/// <summary>
/// Generation <c>vms/v2</c> (docs/services/fluence-market.md): the list has integer prices; a VM is deleted through <c>vms/v3</c>, one a
/// request.
/// </summary>
internal sealed class MarketV2Client(FluenceRequests requests) : MarketClient(requests)
{
    private readonly FluenceRequests _requests = requests;

    public override async Task ListVmsAsync(VmFilter filter, Action<Vm> output, CancellationToken cancellationToken)
    {
        using var response = await _requests.GetAsync("vms/v2", cancellationToken);
        await FluenceRequests.StreamAsync(
            response,
            new VmReader(new MicroUsdcConverter()),
            _requests.ProblemsOf(response),
            (wire, faults) => VmMapper.ToModel(wire, FluenceApiVersion.MarketV2, faults),
            output,
            cancellationToken);
    }

    protected override Task RemoveVmsAsync(IReadOnlyList<string> ids, Action<VmOutcome> output, CancellationToken cancellationToken) =>
        RemoveVmsAsync(ids, batchSize: 1, batch => new DeleteWire { VmId = batch[0] }, output, cancellationToken);

    // This generation has no status of its own to ask for; its list says it, in one request as well.
    public override async Task<IReadOnlyList<VmStatusReport>> GetStatusesAsync(
        IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var asked = new HashSet<string>(ids, StringComparer.OrdinalIgnoreCase);
        var reports = new List<VmStatusReport>();
        await ListVmsAsync(
            VmFilter.All,
            vm =>
            {
                if (asked.Contains(vm.Id))
                {
                    reports.Add(new VmStatusReport
                    {
                        Id = vm.Id,
                        Status = vm.Status,
                        StatusChangedAt = vm.StatusChangedAt,
                        PublicIp = vm.PublicIp,
                    });
                }
            },
            cancellationToken);
        return reports;
    }
}
