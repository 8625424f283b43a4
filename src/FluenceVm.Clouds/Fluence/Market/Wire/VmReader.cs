using System.Runtime.CompilerServices;
using System.Text.Json;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Market.Wire;

/// <summary>
/// Reads the VMs of one list straight from their tokens, each token once. The library's way through each property is compiled anew for
/// every kind of field, which would make the first list of a session take several times as long as the next.
/// </summary>
/// <param name="price">How the price is written, whose unit differs by generation.</param>
internal sealed class VmReader(FieldConverter<decimal> price) : IItemReader<VmWire>
{
    private const int FirstPart = 11;
    private static readonly NumberConverter Number = new();
    private static readonly TimeConverter Time = new();
    private static readonly PropertyNames Names = new(
        "id", "vmName", "status", "pricePerEpoch", "createdAt", "nextBillingAt", "statusChangedAt", "osImage", "publicIp",
        "reservedBalance", "totalSpent", "resources", "datacenter", "ports");

    private readonly RepeatedPart<VmResourcesWire, VmResources> _resources = new(VmResourcesWire.Read, VmMapper.ToModel);
    private readonly RepeatedPart<DatacenterWire, Datacenter> _datacenters = new(WireReaders.Datacenter, VmMapper.ToModel);
    private readonly RepeatedPart<List<PortWire?>, IReadOnlyList<VmPort>> _ports = new(WireReaders.Ports, VmMapper.ToPorts);

    [MethodImpl(Compile.AtOnce)]
    public bool TryRead(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, out VmWire? item)
    {
        item = null;
        var wire = new VmWire();
        var fields = new Fields();
        var property = -1;
        Tokens.StartObject(ref reader);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                item = wire;
                return true;
            }
            property = Names.Find(ref reader, property + 1);
            if (property >= 0)
            {
                fields.Once(ref reader, property);
            }
            var arrived = reader.Read()
                && (property < FirstPart ? TrySet(wire, property, ref reader) : TrySetPart(wire, property, ref reader, json));
            if (!arrived)
            {
                return false;
            }
        }
        return false;
    }

    [MethodImpl(Compile.AtOnce)]
    private bool TrySet(VmWire wire, int property, ref Utf8JsonReader reader)
    {
        if (!Tokens.IsWhole(in reader))
        {
            return false;
        }
        switch (property)
        {
            case 0: wire.Id = Tokens.CurrentText(ref reader); break;
            case 1: wire.VmName = Tokens.CurrentText(ref reader); break;
            case 2: wire.Status = Tokens.CurrentText(ref reader); break;
            case 3: wire.PricePerEpoch = price.ReadCurrent(ref reader); break;
            case 4: wire.CreatedAt = Time.ReadCurrent(ref reader); break;
            case 5: wire.NextBillingAt = Time.ReadCurrent(ref reader); break;
            case 6: wire.StatusChangedAt = Time.ReadCurrent(ref reader); break;
            case 7: wire.OsImage = Tokens.CurrentText(ref reader); break;
            case 8: wire.PublicIp = Tokens.CurrentText(ref reader); break;
            case 9: wire.ReservedBalance = Number.ReadCurrent(ref reader); break;
            case 10: wire.TotalSpent = Number.ReadCurrent(ref reader); break;
            default: reader.TrySkip(); break;
        }
        return true;
    }

    [MethodImpl(Compile.AtOnce)]
    private bool TrySetPart(VmWire wire, int property, ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        var start = (int)reader.TokenStartIndex;
        if (!reader.TrySkip())
        {
            return false;
        }
        var part = json.Slice(start, (int)reader.BytesConsumed - start);
        switch (property)
        {
            case FirstPart: wire.Resources = _resources.Of(part); break;
            case FirstPart + 1: wire.Datacenter = _datacenters.Of(part); break;
            default: wire.Ports = _ports.Of(part); break;
        }
        return true;
    }
}
