using System.Runtime.CompilerServices;
using System.Text.Json;
using FluenceVm.Clouds.Json;

namespace FluenceVm.Clouds.Fluence.Market.Wire;

/// <summary>Reads the parts of a VM from their tokens.</summary>
internal static class WireReaders
{
    private static readonly NumberConverter Number = new();
    private static readonly EntriesConverter Entries = new();
    private static readonly JsonSerializerOptions NoOptions = new();

    /// <summary>Resources with their metadata and details.</summary>
    public static List<ResourceWire?> Resources(byte[] json) => Tokens.List(json, ResourceWithFacts);

    /// <summary>Resources without them.</summary>
    public static List<ResourceWire?> Quantities(byte[] json) => Tokens.List(json, Resource);

    public static List<PortWire?> Ports(byte[] json) => Tokens.List(json, Port);

    public static DatacenterWire Datacenter(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return Datacenter(ref reader);
    }

    private static ResourceWire ResourceWithFacts(ref Utf8JsonReader reader) => Resource(ref reader, withFacts: true);

    private static ResourceWire Resource(ref Utf8JsonReader reader) => Resource(ref reader, withFacts: false);

    [MethodImpl(Compile.AtOnce)]
    private static ResourceWire Resource(ref Utf8JsonReader reader, bool withFacts)
    {
        var wire = new ResourceWire();
        var fields = new Fields();
        Tokens.StartObject(ref reader);
        while (Tokens.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("type"u8)) { fields.Once(ref reader, 0); wire.Type = Tokens.Text(ref reader); }
            else if (reader.ValueTextEquals(
                "quantity"u8)) { fields.Once(ref reader, 1); wire.Quantity = Number.ReadValue(ref reader, NoOptions); }
            else if (reader.ValueTextEquals(
                "supply"u8)) { fields.Once(ref reader, 2); wire.Supply = Number.ReadValue(ref reader, NoOptions); }
            else if (reader.ValueTextEquals("units"u8)) { fields.Once(ref reader, 3); wire.Units = Tokens.Text(ref reader); }
            else if (reader.ValueTextEquals(
                "metadata"u8)) { fields.Once(ref reader, 4); wire.Metadata = Facts(ref reader, withFacts); }
            else if (reader.ValueTextEquals(
                "details"u8)) { fields.Once(ref reader, 5); wire.Details = Facts(ref reader, withFacts); }
            else { Tokens.Skip(ref reader); }
        }
        return wire;
    }

    [MethodImpl(Compile.AtOnce)]
    private static DatacenterWire Datacenter(ref Utf8JsonReader reader)
    {
        var wire = new DatacenterWire();
        var fields = new Fields();
        Tokens.StartObject(ref reader);
        while (Tokens.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("id"u8)) { fields.Once(ref reader, 0); wire.Id = Tokens.Text(ref reader); }
            else if (reader.ValueTextEquals("countryCode"u8)) { fields.Once(ref reader, 1); wire.CountryCode = Tokens.Text(ref reader); }
            else if (reader.ValueTextEquals("cityCode"u8)) { fields.Once(ref reader, 2); wire.CityCode = Tokens.Text(ref reader); }
            else if (reader.ValueTextEquals(
                "cityIndex"u8)) { fields.Once(ref reader, 3); wire.CityIndex = Number.ReadValue(ref reader, NoOptions); }
            else if (reader.ValueTextEquals("tier"u8)) { fields.Once(ref reader, 4); wire.Tier = Number.ReadValue(ref reader, NoOptions); }
            else if (reader.ValueTextEquals("certifications"u8)) { fields.Once(
                ref reader,
                5); wire.Certifications = Tokens.List(ref reader, Printable.Read)?.ConvertAll(text => text ?? string.Empty); }
            else { Tokens.Skip(ref reader); }
        }
        return wire;
    }

    [MethodImpl(Compile.AtOnce)]
    private static PortWire Port(ref Utf8JsonReader reader)
    {
        var wire = new PortWire();
        var fields = new Fields();
        Tokens.StartObject(ref reader);
        while (Tokens.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("port"u8)) { fields.Once(ref reader, 0); wire.Port = Number.ReadValue(ref reader, NoOptions); }
            else if (reader.ValueTextEquals("protocol"u8)) { fields.Once(ref reader, 1); wire.Protocol = Tokens.Text(ref reader); }
            else { Tokens.Skip(ref reader); }
        }
        return wire;
    }

    private static KeyValuePair<string, object?>[]? Facts(ref Utf8JsonReader reader, bool withFacts)
    {
        if (withFacts)
        {
            return Tokens.OrNull(ref reader, Dictionary);
        }
        Tokens.Skip(ref reader);
        return null;
    }

    private static KeyValuePair<string, object?>[] Dictionary(ref Utf8JsonReader reader) =>
        Entries.Read(ref reader, typeof(object), NoOptions);
}
