using FluenceVm.Clouds.Fluence.Market.Wire;
using FluenceVm.Clouds.Fluence.Orders;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Clouds.Http;
using FluenceVm.Clouds.Journal;
using FluenceVm.Clouds.Json;
using FluenceVm.Model.Errors;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Market;

/// <summary>Generation <c>vms/v3</c>: the marketplace.</summary>
internal sealed class MarketV3Client(FluenceRequests requests) : MarketClient(requests)
{
    private const string Vms = "vms/v3";
    private const int DeletesPerRequest = 100;

    // 43 characters each: a longer query would meet the limits of servers in between.
    private const int StatusesPerRequest = 150;
    private static readonly HttpMethod Patch = new("PATCH");
    private readonly FluenceRequests _requests = requests;

    private MarketOrders Orders => new(this, CreateAsync);

    public override async Task ListVmsAsync(VmFilter filter, Action<Vm> output, CancellationToken cancellationToken)
    {
        using var response = await _requests.GetAsync(Vms, cancellationToken);
        await FluenceRequests.StreamAsync(
            response,
            new VmReader(new NumberConverter()),
            _requests.ProblemsOf(response),
            (wire, faults) => VmMapper.ToModel(wire, FluenceApiVersion.MarketV3, faults),
            output,
            cancellationToken);
    }

    public override async Task<IReadOnlyList<string>> FindTakenNamesAsync(
        IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var taken = new TakenNames(names);
        using var response = await _requests.GetAsync(Vms, cancellationToken);
        await FluenceRequests.StreamAsync(
            response,
            new VmReader(new NumberConverter()),
            _requests.ProblemsOf(response),
            (wire, _) => wire,
            wire => taken.Add(wire.VmName, wire.Status),
            cancellationToken);
        return taken.Found;
    }

    protected override Task RemoveVmsAsync(IReadOnlyList<string> ids, Action<VmOutcome> output, CancellationToken cancellationToken) =>
        RemoveVmsAsync(ids, DeletesPerRequest, batch => new DeleteWire { VmIds = batch }, output, cancellationToken);

    public override Task<OrderPlan> PlanOrderAsync(VmOrder order, CancellationToken cancellationToken) =>
        Orders.PlanAsync(order, cancellationToken);

    public override Task PlaceOrderAsync(VmOrder order, OrderPlan? plan, OperationRun run, CancellationToken cancellationToken) =>
        Orders.PlaceAsync(order, plan as MarketPlan, run, cancellationToken);

    public override Task SettleOrderAsync(OperationRun run, CancellationToken cancellationToken) =>
        Orders.SettleAsync(run, cancellationToken);

    public override Task CheckUpdateAsync(VmUpdate update, CancellationToken cancellationToken)
    {
        VmRules.Check(update);
        return Task.CompletedTask;
    }

    public override async Task UpdateVmsAsync(IReadOnlyList<VmUpdate> updates, CancellationToken cancellationToken)
    {
        foreach (var update in updates)
        {
            VmRules.Check(update);
        }
        var body = new UpdatesWire { Updates = [.. updates.Select(OrderMapper.ToWire)] };
        using var response = await _requests.SendAsync(
            Patch,
            Vms,
            body,
            MarketJson.Default.UpdatesWire,
            _requests.NewContext(Repetition.Allowed),
            cancellationToken);
    }

    public override async Task<IReadOnlyList<VmStatusReport>> GetStatusesAsync(
        IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        if (ids.FirstOrDefault(id => !VmId.IsValid(id)) is { } invalid)
        {
            throw VmId.Invalid(invalid);
        }
        var reports = new List<VmStatusReport>();
        for (var start = 0; start < ids.Count; start += StatusesPerRequest)
        {
            var query = string.Join(",", ids.Skip(start).Take(StatusesPerRequest));
            reports.AddRange(
                await _requests.ListAsync($"{Vms}/status?ids={query}", MarketJson.Default.StatusWire, VmMapper.ToModel, cancellationToken));
        }
        return reports;
    }

    public override async Task<Estimate> EstimateAsync(VmConstraints constraints, int count, CancellationToken cancellationToken)
    {
        VmRules.Check(constraints);
        VmRules.CheckCount(count);
        try
        {
            return await AskForEstimateAsync(constraints, count, cancellationToken);
        }
        catch (FluenceApiException refusal) when (refusal.Status == 422 && constraints.MaxTotalPricePerEpoch is not null)
        {
            throw await AboveLimitAsync(refusal, constraints, count, cancellationToken);
        }
    }

    // The service only says that nothing fits, and not whether the price is why.
    private async Task<Exception> AboveLimitAsync(
        FluenceApiException refusal, VmConstraints constraints, int count, CancellationToken cancellationToken)
    {
        try
        {
            var free = await AskForEstimateAsync(constraints with { MaxTotalPricePerEpoch = null }, count, cancellationToken);
            return Fault.Argument(
                nameof(Messages.OfferAboveLimit),
                free.MaxPricePerEpoch ?? free.TotalPricePerEpoch / count,
                constraints.MaxTotalPricePerEpoch,
                free.Currency);
        }
        catch (Exception error) when (ServiceTrouble.Is(error))
        {
            return refusal;
        }
    }

    private async Task<Estimate> AskForEstimateAsync(VmConstraints constraints, int count, CancellationToken cancellationToken)
    {
        var body = new EstimateRequestWire { Constraints = OrderMapper.ToWire(constraints), Instances = count };
        using var response = await _requests.SendAsync(
            HttpMethod.Post,
            Vms + "/estimate",
            body,
            MarketJson.Default.EstimateRequestWire,
            _requests.NewContext(Repetition.Allowed),
            cancellationToken);
        var faults = _requests.ProblemsOf(response);
        var estimate = OrderMapper.ToModel(
            await response.ReadObjectAsync(MarketJson.Default.MarketEstimateWire, cancellationToken),
            count,
            faults);
        faults.ThrowIfAny();
        return estimate;
    }

    public override Task<IReadOnlyList<VmImage>> ListImagesAsync(CancellationToken cancellationToken) =>
        _requests.ListAsync(Vms + "/default_images", MarketJson.Default.ImageWire, MarketplaceMapper.ToModel, cancellationToken);

    private async Task<IReadOnlyList<string>> CreateAsync(VmOrder order, CancellationToken cancellationToken)
    {
        using var response = await _requests.SendAsync(
            HttpMethod.Post,
            Vms,
            OrderMapper.ToWire(order),
            MarketJson.Default.CreateWire,
            _requests.NewContext(Repetition.Never),
            cancellationToken);
        var created = await response.ReadArrayAsync(MarketJson.Default.CreatedWireArray, cancellationToken);
        if (created.Length == 0 || created.Any(vm => string.IsNullOrEmpty(vm?.VmId)))
        {
            throw new InvalidResponseException(Messages.ResponseWithoutVms, response.Method, response.Path);
        }
        return [.. created.Select(vm => vm.VmId!)];
    }
}
