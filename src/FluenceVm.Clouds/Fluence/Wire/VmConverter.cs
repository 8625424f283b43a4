using System.Text.Json;
using System.Text.Json.Serialization;

namespace FluenceVm.Clouds.Fluence.Wire;

/// <summary>
/// Reads a VM straight from its tokens. The serializer's way through each property is compiled anew for every kind of field,
/// which made the first list of a session take several times as long as the next.
/// </summary>
internal abstract class VmConverter<T> : JsonConverter<T>
    where T : VmWire, new()
{
    private static readonly NumberConverter Number = new();
    private static readonly TimeConverter Time = new();

    public sealed override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var wire = new T();
        var fields = new Fields();
        Tokens.StartObject(ref reader);
        while (fields.Next(ref reader))
        {
            if (fields.Is(ref reader, "id"u8)) { wire.Id = Tokens.Text(ref reader); }
            else if (fields.Is(ref reader, "vmName"u8)) { wire.VmName = Tokens.Text(ref reader); }
            else if (fields.Is(ref reader, "status"u8)) { wire.Status = Tokens.Text(ref reader); }
            else if (fields.Is(ref reader, "pricePerEpoch"u8)) { SetPrice(wire, ref reader, options); }
            else if (fields.Is(ref reader, "resources"u8)) { wire.Resources = Tokens.List(ref reader, WireReaders.Resource); }
            else if (fields.Is(ref reader, "createdAt"u8)) { wire.CreatedAt = Time.ReadValue(ref reader, options); }
            else if (fields.Is(ref reader, "nextBillingAt"u8)) { wire.NextBillingAt = Time.ReadValue(ref reader, options); }
            else if (fields.Is(ref reader, "statusChangedAt"u8)) { wire.StatusChangedAt = Time.ReadValue(ref reader, options); }
            else if (fields.Is(ref reader, "osImage"u8)) { wire.OsImage = Tokens.Text(ref reader); }
            else if (fields.Is(ref reader, "datacenter"u8)) { wire.Datacenter = Tokens.OrNull(ref reader, WireReaders.Datacenter); }
            else if (fields.Is(ref reader, "publicIp"u8)) { wire.PublicIp = Tokens.Text(ref reader); }
            else if (fields.Is(ref reader, "ports"u8)) { wire.Ports = Tokens.List(ref reader, WireReaders.Port); }
            else if (fields.Is(ref reader, "reservedBalance"u8)) { wire.ReservedBalance = Number.ReadValue(ref reader, options); }
            else if (fields.Is(ref reader, "totalSpent"u8)) { wire.TotalSpent = Number.ReadValue(ref reader, options); }
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
