using FluenceVm.Clouds.Fluence.Wire;
using FluenceVm.Clouds.Http;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.V3;

/// <summary>Generation <c>vms/v3</c>: the marketplace.</summary>
internal sealed class V3Client(FluenceRequests requests) : FluenceClient(requests)
{
    private const string Vms = "vms/v3";
    private const int DeletesPerRequest = 100;

    // 43 characters each: a longer query would meet the limits of servers in between.
    private const int StatusesPerRequest = 150;
    private static readonly HttpMethod Patch = new("PATCH");
    private readonly FluenceRequests _requests = requests;

    public override async Task ListVmsAsync(VmFilter filter, Action<Vm> output, CancellationToken cancellationToken)
    {
        using var answer = await _requests.GetAsync(Vms, cancellationToken);
        await FluenceRequests.StreamAsync(answer, FluenceJson.Default.VmV3Wire, _requests.FaultsOf(answer), VmMapper.ToModel, output, cancellationToken);
    }

    protected override Task DeleteVmsAsync(IReadOnlyList<string> ids, Action<VmOutcome> output, CancellationToken cancellationToken) =>
        DeleteVmsAsync(ids, DeletesPerRequest, batch => new DeleteWire { VmIds = batch }, output, cancellationToken);

    public override async Task<IReadOnlyList<string>> CreateVmsAsync(VmOrder order, CancellationToken cancellationToken)
    {
        VmRules.Check(order);
        if (order.UserData is not null)
        {
            throw Fault.NotSupported(nameof(Messages.UserDataNotSupported));
        }
        using var answer = await _requests.SendAsync(
            HttpMethod.Post, Vms, OrderMapper.ToWire(order), FluenceJson.Default.CreateWire, _requests.NewContext(repeatable: false), cancellationToken);
        var created = await answer.ReadArrayAsync(FluenceJson.Default.CreatedWireArray, cancellationToken);
        if (created.Length == 0 || created.Any(vm => string.IsNullOrEmpty(vm?.VmId)))
        {
            throw new InvalidAnswerException(Messages.AnswerWithoutVms, answer.Method, answer.Path);
        }
        return [.. created.Select(vm => vm.VmId!)];
    }

    public override async Task UpdateVmsAsync(IReadOnlyList<VmUpdate> updates, CancellationToken cancellationToken)
    {
        foreach (var update in updates)
        {
            VmRules.Check(update);
        }
        var body = new UpdatesWire { Updates = [.. updates.Select(OrderMapper.ToWire)] };
        using var answer = await _requests.SendAsync(Patch, Vms, body, FluenceJson.Default.UpdatesWire, _requests.NewContext(), cancellationToken);
    }

    public override async Task<IReadOnlyList<VmStatusReport>> GetStatusesAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        if (ids.FirstOrDefault(id => !VmId.IsValid(id)) is { } invalid)
        {
            throw VmId.Invalid(invalid);
        }
        var reports = new List<VmStatusReport>();
        for (var start = 0; start < ids.Count; start += StatusesPerRequest)
        {
            var query = string.Join(",", ids.Skip(start).Take(StatusesPerRequest));
            reports.AddRange(await _requests.ListAsync($"{Vms}/status?ids={query}", FluenceJson.Default.StatusWire, VmMapper.ToModel, cancellationToken));
        }
        return reports;
    }

    public override async Task<Estimate> EstimateAsync(VmConstraints constraints, int count, CancellationToken cancellationToken)
    {
        VmRules.Check(constraints);
        VmRules.CheckCount(count);
        var body = new EstimateRequestWire { Constraints = OrderMapper.ToWire(constraints), Instances = count };
        using var answer = await _requests.SendAsync(
            HttpMethod.Post, Vms + "/estimate", body, FluenceJson.Default.EstimateRequestWire, _requests.NewContext(), cancellationToken);
        var faults = _requests.FaultsOf(answer);
        var estimate = OrderMapper.ToModel(await answer.ReadObjectAsync(FluenceJson.Default.EstimateWire, cancellationToken), count, faults);
        faults.ThrowIfAny();
        return estimate;
    }

    public override Task<IReadOnlyList<VmImage>> ListImagesAsync(CancellationToken cancellationToken) =>
        _requests.ListAsync(Vms + "/default_images", FluenceJson.Default.ImageWire, MarketplaceMapper.ToModel, cancellationToken);
}
