using FluenceVm.Clouds.Fluence.Wire;
using FluenceVm.Clouds.Http;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.V3;

/// <summary>Generation <c>vms/v3</c>: the marketplace.</summary>
internal sealed class V3Client(ServicePipeline pipeline, Action<RequestReport>? observer) : FluenceClient(pipeline, observer)
{
    private const int DeletesPerRequest = 100;

    public override FluenceApiVersion ApiVersion => FluenceApiVersion.V3;

    public override Task ListVmsAsync(VmFilter filter, Action<Vm> output, CancellationToken cancellationToken) =>
        StreamVmsAsync("vms/v3", FluenceJson.Default.VmV3Wire, VmMapper.ToModel, output, cancellationToken);

    public override Task DeleteVmsAsync(IReadOnlyList<string> ids, Action<VmOutcome> output, CancellationToken cancellationToken) =>
        DeleteVmsAsync(ids, DeletesPerRequest, batch => new DeleteWire { VmIds = batch }, output, cancellationToken);
}
