using FluenceVm.Model;

namespace FluenceVm.Catalogue;

/// <summary>What one connected cloud has to choose from.</summary>
internal interface ICatalogueSource
{
    Cloud Cloud { get; }

    Task ListMachineTypesAsync(Action<MachineType> output, CancellationToken cancellationToken);

    Task ListImagesAsync(Action<VmImage> output, CancellationToken cancellationToken);
}
