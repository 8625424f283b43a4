using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine;
using FluenceVm.Fluence.Context;
using FluenceVm.Model;

namespace FluenceVm.Catalogue;

/// <summary>The catalogue of a connection to Fluence.</summary>
internal sealed class FluenceCatalogue(AsyncCmdlet cmdlet, FluenceSession session) : ICatalogueSource
{
    public Cloud Cloud => Cloud.Fluence;

    public async Task ListMachineTypesAsync(Action<MachineType> output, CancellationToken cancellationToken)
    {
        var client = await OpenAsync(cancellationToken);
        foreach (var type in await client.ListMachineTypesAsync(cancellationToken))
        {
            output(type);
        }
    }

    public async Task ListImagesAsync(Action<VmImage> output, CancellationToken cancellationToken)
    {
        var client = await OpenAsync(cancellationToken);
        foreach (var image in await client.ListImagesAsync(cancellationToken))
        {
            output(image);
        }
    }

    private Task<IFluenceClient> OpenAsync(CancellationToken cancellationToken) =>
        session.OpenAsync(report => cmdlet.Report(report.ToString()), cmdlet.Tell, cmdlet.Warn, cancellationToken);
}
