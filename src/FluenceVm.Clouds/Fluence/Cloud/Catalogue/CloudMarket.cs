using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Catalogue;

/// <summary>What can be ordered, where, and for how much.</summary>
internal sealed class CloudMarket(CloudCatalogue catalogue, CloudStock stock)
{
    public async Task<IReadOnlyList<MachineType>> ListMachineTypesAsync(CancellationToken cancellationToken)
    {
        var sizes = catalogue.ListSizesAsync(cancellationToken);
        var prices = catalogue.Prices.LoadAsync(cancellationToken);
        var left = stock.LoadAsync(cancellationToken);
        var places = catalogue.Places.LoadAsync(cancellationToken);
        await Task.WhenAll(sizes, prices, left, places);
        var (book, rooms, map) = (await prices, await left, await places);
        return [.. (await sizes).Select(ToMachineType).OrderBy(type => type.CpuCount ?? int.MaxValue).ThenBy(type => type.MemoryGiB)];

        MachineType ToMachineType(Size size)
        {
            // What can be ordered now comes before what is cheaper but sold out.
            var best = book.OfSize(size.Id)
                .Select(offer => (offer.ClusterId, Price: (decimal?)offer.Price, Available: rooms.TryGetValue(offer.ClusterId, out var room)
                    && room.Has(size.Id)))
                .OrderByDescending(offer => offer.Available).ThenBy(offer => offer.Price).FirstOrDefault();
            return new MachineType
            {
                Id = size.Slug,
                Cloud = nameof(Model.Cloud.Fluence),
                CpuCount = Amounts.ToInt(size.Cores),
                MemoryGiB = Amounts.ToGiB(size.MemoryGB),
                PricePerHour = best.Price,
                Currency = Amounts.Currency,
                Available = best.Available,
                Region = map.Of(best.ClusterId)?.CountryCode,
            };
        }
    }

    public async Task<IReadOnlyList<Hardware>> ListHardwareAsync(CancellationToken cancellationToken)
    {
        var sizes = catalogue.ListSizesAsync(cancellationToken);
        var types = catalogue.ListDiskTypesAsync(cancellationToken);
        await Task.WhenAll(sizes, types);
        var cpus = (await sizes)
            .SelectMany(size => size.CpuFamilies)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(CpuFamily.ToHardware);
        var disks = (await types).Select(type => type.StorageType).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(type => new Hardware { Kind = HardwareKind.Storage, Type = type });
        return [.. cpus, .. disks];
    }

    /// <summary>Every place that meets the constraints and has room for so many VMs, the cheapest first.</summary>
    public async Task<IReadOnlyList<Placement>> FindAsync(
        VmConstraints constraints, IReadOnlyList<int> dataDisksGB, int count, CancellationToken cancellationToken)
    {
        PlacementRules.Check(constraints);
        var sizes = catalogue.ListSizesAsync(cancellationToken);
        var prices = catalogue.Prices.LoadAsync(cancellationToken);
        var left = stock.LoadAsync(cancellationToken);
        var places = catalogue.Places.LoadAsync(cancellationToken);
        var types = catalogue.ListDiskTypesAsync(cancellationToken);
        await Task.WhenAll(sizes, prices, left, places, types);

        var rules = new PlacementRules(constraints, dataDisksGB, count, await prices, await places, await types);
        var catalogued = await sizes;
        return
        [
            .. (await left)
                .SelectMany(pair => rules.Find(pair.Key, pair.Value, catalogued))
                .OrderBy(placement => placement.PricePerHour)
                .ThenBy(placement => placement.Size.Cores)
                .ThenBy(placement => placement.ClusterId, StringComparer.Ordinal),
        ];
    }
}
