using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Catalogue;

/// <summary>What the service has: sizes, images, prices, places, hardware.</summary>
internal sealed class CloudCatalogue(CloudRequests requests, CloudMemory memory)
{
    public CloudPrices Prices { get; } = new(requests, memory);

    public CloudPlaces Places { get; } = new(requests);

    public async Task<IReadOnlyList<Size>> ListSizesAsync(CancellationToken cancellationToken)
    {
        const string path = "v3/configurations";
        var faults = requests.ProblemsOf(path);
        Size[] sizes = [.. (await requests.ListAsync(path, CloudJson.Default.SizeWire, cancellationToken)).Select(
            wire => Size.From(wire, faults))];
        faults.ThrowIfAny();
        return sizes;
    }

    public async Task<Dictionary<string, Size>> MapSizesAsync(CancellationToken cancellationToken)
    {
        var map = new Dictionary<string, Size>(StringComparer.OrdinalIgnoreCase);
        foreach (var size in await ListSizesAsync(cancellationToken))
        {
            map[size.Id] = size;
        }
        return map;
    }

    public async Task<IReadOnlyList<VmImage>> ListImagesAsync(CancellationToken cancellationToken) =>
        [.. (await requests.ListAsync("v3/images", CloudJson.Default.CloudImageWire, cancellationToken)).Select(ToModel)];

    /// <summary>The short name of each image.</summary>
    public async Task<Dictionary<string, string?>> MapImagesAsync(CancellationToken cancellationToken)
    {
        var map = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var image in await ListImagesAsync(cancellationToken))
        {
            map[image.Id] = image.Slug;
        }
        return map;
    }

    public Task<IReadOnlyList<StorageTypeWire>> ListDiskTypesAsync(CancellationToken cancellationToken) =>
        requests.ListAsync("v3/storage-types", CloudJson.Default.StorageTypeWire, cancellationToken);

    private static VmImage ToModel(CloudImageWire wire) => new()
    {
        Id = wire.Id ?? string.Empty,
        Cloud = nameof(Model.Cloud.Fluence),
        Name = wire.Name,
        Distro = wire.Distribution,
        Slug = wire.Slug,
        UserName = wire.Username,
    };
}
