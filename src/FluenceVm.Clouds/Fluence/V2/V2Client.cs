using FluenceVm.Clouds.Fluence.Wire;
using FluenceVm.Clouds.Http;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.V2;

/// <summary>Generation <c>vms/v2</c> (the seed's guide): the list has integer prices; a VM is deleted through <c>vms/v3</c>, one a request.</summary>
internal sealed class V2Client(ServicePipeline pipeline, Action<RequestReport>? observer) : FluenceClient(pipeline, observer)
{
    public override FluenceApiVersion ApiVersion => FluenceApiVersion.V2;

    public override Task ListVmsAsync(VmFilter filter, Action<Vm> output, CancellationToken cancellationToken) =>
        StreamVmsAsync("vms/v2", FluenceJson.Default.VmV2Wire, VmMapper.ToModel, output, cancellationToken);

    public override Task DeleteVmsAsync(IReadOnlyList<string> ids, Action<VmOutcome> output, CancellationToken cancellationToken) =>
        DeleteVmsAsync(ids, batchSize: 1, batch => new DeleteWire { VmId = batch[0] }, output, cancellationToken);
}
