using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using FluenceVm.Clouds.Json;

namespace FluenceVm.Clouds.Fluence.Market.Wire;

/// <summary>
/// Reads a VM straight from its tokens. The serializer's way through each property is compiled anew for every kind of field,
/// which made the first list of a session take several times as long as the next.
/// </summary>
internal abstract class VmConverter<T> : JsonConverter<T>
    where T : VmWire, new()
{
    private static readonly NumberConverter Number = new();
    private static readonly TimeConverter Time = new();

    [MethodImpl(Compile.AtOnce)]
    public sealed override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var wire = new T();
        var fields = new Fields();
        Tokens.StartObject(ref reader);
        while (Tokens.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("id"u8)) { fields.Once(ref reader, 0); wire.Id = Tokens.Text(ref reader); }
            else if (reader.ValueTextEquals("vmName"u8)) { fields.Once(ref reader, 1); wire.VmName = Tokens.Text(ref reader); }
            else if (reader.ValueTextEquals("status"u8)) { fields.Once(ref reader, 2); wire.Status = Tokens.Text(ref reader); }
            else if (reader.ValueTextEquals("pricePerEpoch"u8)) { fields.Once(ref reader, 3); SetPrice(wire, ref reader, options); }
            else if (reader.ValueTextEquals(
                "resources"u8)) { fields.Once(ref reader, 4); wire.Resources = Tokens.List(ref reader, WireReaders.Resource); }
            else if (reader.ValueTextEquals(
                "createdAt"u8)) { fields.Once(ref reader, 5); wire.CreatedAt = Time.ReadValue(ref reader, options); }
            else if (reader.ValueTextEquals(
                "nextBillingAt"u8)) { fields.Once(ref reader, 6); wire.NextBillingAt = Time.ReadValue(ref reader, options); }
            else if (reader.ValueTextEquals(
                "statusChangedAt"u8)) { fields.Once(ref reader, 7); wire.StatusChangedAt = Time.ReadValue(ref reader, options); }
            else if (reader.ValueTextEquals("osImage"u8)) { fields.Once(ref reader, 8); wire.OsImage = Tokens.Text(ref reader); }
            else if (reader.ValueTextEquals(
                "datacenter"u8)) { fields.Once(ref reader, 9); wire.Datacenter = Tokens.OrNull(ref reader, WireReaders.Datacenter); }
            else if (reader.ValueTextEquals("publicIp"u8)) { fields.Once(ref reader, 10); wire.PublicIp = Tokens.Text(ref reader); }
            else if (reader.ValueTextEquals(
                "ports"u8)) { fields.Once(ref reader, 11); wire.Ports = Tokens.List(ref reader, WireReaders.Port); }
            else if (reader.ValueTextEquals(
                "reservedBalance"u8)) { fields.Once(ref reader, 12); wire.ReservedBalance = Number.ReadValue(ref reader, options); }
            else if (reader.ValueTextEquals(
                "totalSpent"u8)) { fields.Once(ref reader, 13); wire.TotalSpent = Number.ReadValue(ref reader, options); }
            else { Tokens.Skip(ref reader); }
        }
        return wire;
    }

    public sealed override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        throw new NotSupportedException();

    /// <summary>Takes the price, whose unit differs by generation.</summary>
    protected abstract void SetPrice(T wire, ref Utf8JsonReader reader, JsonSerializerOptions options);
}

/// <summary>Reads a VM of <c>GET /vms/v2</c>.</summary>
internal sealed class VmV2Converter : VmConverter<VmV2Wire>
{
    private static readonly MicroUsdcConverter Price = new();

    protected override void SetPrice(VmV2Wire wire, ref Utf8JsonReader reader, JsonSerializerOptions options) =>
        wire.PricePerEpoch = Price.ReadValue(ref reader, options);
}

/// <summary>Reads a VM of <c>GET /vms/v3</c>.</summary>
internal sealed class VmV3Converter : VmConverter<VmV3Wire>
{
    private static readonly NumberConverter Price = new();

    protected override void SetPrice(VmV3Wire wire, ref Utf8JsonReader reader, JsonSerializerOptions options) =>
        wire.PricePerEpoch = Price.ReadValue(ref reader, options);
}
