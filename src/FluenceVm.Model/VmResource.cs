using System.Collections.Specialized;

namespace FluenceVm.Model;

/// <summary>One resource of a VM or an offer: cores, memory, disk, an address.</summary>
public sealed class VmResource
{
    // Few users look into these, and a dictionary is large: a list of many VMs would consist of little else.
    private readonly KeyValuePair<string, object?>[] _metadataEntries = [];
    private readonly KeyValuePair<string, object?>[] _detailEntries = [];
    private OrderedDictionary? _metadata;
    private OrderedDictionary? _details;

    /// <summary>A resource without metadata and details.</summary>
    public VmResource()
    {
    }

    internal VmResource(KeyValuePair<string, object?>[] metadata, KeyValuePair<string, object?>[] details)
    {
        _metadataEntries = metadata;
        _detailEntries = details;
    }

    /// <summary>What it is.</summary>
    public string Type { get; init; } = string.Empty;

    /// <summary>How much of it, in <see cref="Unit"/>.</summary>
    public decimal Quantity { get; init; }

    /// <summary>The unit of <see cref="Quantity"/>: <c>vCPU</c>, <c>GiB</c>, <c>count</c>, or what the service said.</summary>
    public string Unit { get; init; } = string.Empty;

    /// <summary>What it is by category (manufacturer, generation, disk type). Keys keep the service's order.</summary>
    public OrderedDictionary Metadata => _metadata ??= OrderedEntries.ToDictionary(_metadataEntries);

    /// <summary>Further facts of the provider, arbitrary and perhaps none; nested values are kept.</summary>
    public OrderedDictionary Details => _details ??= OrderedEntries.ToDictionary(_detailEntries);

    internal VmResource WithQuantity(decimal quantity, string unit) =>
        new(_metadataEntries, _detailEntries) { Type = Type, Quantity = quantity, Unit = unit };

    /// <summary>The resource as people say it, for example <c>4 GiB RAM</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Quantity:0.############################} {Unit} {Type}");
}
