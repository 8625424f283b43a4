using FluenceVm.Clouds.Fluence.Cloud.Wire;

namespace FluenceVm.Clouds.Fluence.Cloud.Catalogue;

/// <summary>What things cost per hour, in USD, by cluster. What has no price can't be ordered.</summary>
internal sealed class PriceBook(PriceList vms, PriceList disks, PriceList addresses)
{
    public decimal? Vm(string? clusterId, string? configurationId) => vms.Of(clusterId, configurationId);

    public decimal? Disk(string? clusterId, string? type, bool replicated, decimal? volumeGB) =>
        disks.Of(clusterId, PriceList.DiskKey(type, replicated)) * volumeGB;

    public decimal? Address(string? clusterId, string? type) => addresses.Of(clusterId, type);

    public decimal? Of(StorageWire disk) => Disk(disk.ClusterId, disk.StorageType, disk.Replicated == true, disk.VolumeGb.Value);

    public decimal? Of(PublicIpWire address) => Address(address.ClusterId, address.AddressType);

    /// <summary>Where a configuration has a price, and which.</summary>
    public IEnumerable<(string ClusterId, decimal Price)> OfSize(string configurationId) => vms.OfKey(configurationId);
}

/// <summary>Prices per hour by cluster and by what is priced there.</summary>
internal sealed class PriceList
{
    private readonly Dictionary<string, Dictionary<string, decimal>> _byKey = new(StringComparer.OrdinalIgnoreCase);

    public static string DiskKey(string? type, bool replicated) => $"{type} {(replicated ? "replicated" : "single")}";

    public void Add(string clusterId, string key, decimal price)
    {
        if (!_byKey.TryGetValue(key, out var clusters))
        {
            _byKey[key] = clusters = new(StringComparer.OrdinalIgnoreCase);
        }
        clusters[clusterId] = price;
    }

    public decimal? Of(string? clusterId, string? key) =>
        clusterId is not null
            && key is not null
            && _byKey.TryGetValue(key, out var clusters)
            && clusters.TryGetValue(clusterId, out var price) ? price : null;

    public IEnumerable<(string ClusterId, decimal Price)> OfKey(string key) =>
        _byKey.TryGetValue(key, out var clusters) ? clusters.Select(pair => (pair.Key, pair.Value)) : [];
}
