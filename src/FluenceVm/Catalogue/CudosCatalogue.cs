using FluenceVm.Clouds.Cudos;
using FluenceVm.Cudos.Context;
using FluenceVm.Engine;
using FluenceVm.Model;

namespace FluenceVm.Catalogue;

/// <summary>The catalogue of a connection to Cudos Compute.</summary>
internal sealed class CudosCatalogue(AsyncCmdlet cmdlet, CudosSession session) : ICatalogueSource
{
    public Cloud Cloud => Cloud.Cudos;

    public Task ListMachineTypesAsync(Action<MachineType> output, CancellationToken cancellationToken) =>
        Open().ListMachineTypesAsync(output, cancellationToken);

    public Task ListImagesAsync(Action<VmImage> output, CancellationToken cancellationToken) =>
        Open().ListImagesAsync(output, cancellationToken);

    private CudosClient Open() => session.Open(report => cmdlet.Report(report.ToString()), cmdlet.Tell);
}
