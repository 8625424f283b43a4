namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>A public IPv4 address (schema <c>UserPublicIpDto</c>).</summary>
internal sealed class CloudAddress : CloudAsset
{
    public static IReadOnlyList<string> Statuses => CommonStatuses;

    /// <summary>The address itself.</summary>
    public string Text { get; init; } = string.Empty;

    public override long PricePerHour => CloudCatalogue.AddressPrice;

    public override Guid IdOf(int seed) => CloudIds.Of(IsIncluded ? CloudKind.IncludedAddress : CloudKind.Address, seed, Number);

    /// <summary>The address that comes with a VM of another generation; null while it has none.</summary>
    public static CloudAddress? IncludedIn(EmulatedVm vm) => vm.Address is not { } text ? null : new CloudAddress
    {
        IsIncluded = true,
        Number = vm.Number,
        Name = vm.Name,
        Datacenter = vm.Offer.Datacenter,
        CreatedAt = vm.CreatedAt,
        Text = text,
        Vm = vm,
    };
}
