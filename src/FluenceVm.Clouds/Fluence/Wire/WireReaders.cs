using System.Text.Json;
using FluenceVm.Clouds.Http;

namespace FluenceVm.Clouds.Fluence.Wire;

/// <summary>Reads the parts of a VM from their tokens.</summary>
internal static class WireReaders
{
    private static readonly NumberConverter Number = new();
    private static readonly EntriesConverter Entries = new();
    private static readonly JsonSerializerOptions NoOptions = new();

    public static ResourceWire Resource(ref Utf8JsonReader reader)
    {
        var wire = new ResourceWire();
        var fields = new Fields();
        Tokens.StartObject(ref reader);
        while (fields.Next(ref reader))
        {
            if (fields.Is(ref reader, "type"u8)) { wire.Type = Tokens.Text(ref reader); }
            else if (fields.Is(ref reader, "quantity"u8)) { wire.Quantity = Number.ReadValue(ref reader, NoOptions); }
            else if (fields.Is(ref reader, "supply"u8)) { wire.Supply = Number.ReadValue(ref reader, NoOptions); }
            else if (fields.Is(ref reader, "units"u8)) { wire.Units = Tokens.Text(ref reader); }
            else if (fields.Is(ref reader, "metadata"u8)) { wire.Metadata = Tokens.OrNull(ref reader, Dictionary); }
            else if (fields.Is(ref reader, "details"u8)) { wire.Details = Tokens.OrNull(ref reader, Dictionary); }
            else { Tokens.Skip(ref reader); }
        }
        return wire;
    }

    public static DatacenterWire Datacenter(ref Utf8JsonReader reader)
    {
        var wire = new DatacenterWire();
        var fields = new Fields();
        Tokens.StartObject(ref reader);
        while (fields.Next(ref reader))
        {
            if (fields.Is(ref reader, "id"u8)) { wire.Id = Tokens.Text(ref reader); }
            else if (fields.Is(ref reader, "countryCode"u8)) { wire.CountryCode = Tokens.Text(ref reader); }
            else if (fields.Is(ref reader, "cityCode"u8)) { wire.CityCode = Tokens.Text(ref reader); }
            else if (fields.Is(ref reader, "cityIndex"u8)) { wire.CityIndex = Number.ReadValue(ref reader, NoOptions); }
            else if (fields.Is(ref reader, "tier"u8)) { wire.Tier = Number.ReadValue(ref reader, NoOptions); }
            else if (fields.Is(ref reader, "certifications"u8)) { wire.Certifications = Tokens.List(ref reader, Printable.Read)?.ConvertAll(text => text ?? string.Empty); }
            else { Tokens.Skip(ref reader); }
        }
        return wire;
    }

    public static PortWire Port(ref Utf8JsonReader reader)
    {
        var wire = new PortWire();
        var fields = new Fields();
        Tokens.StartObject(ref reader);
        while (fields.Next(ref reader))
        {
            if (fields.Is(ref reader, "port"u8)) { wire.Port = Number.ReadValue(ref reader, NoOptions); }
            else if (fields.Is(ref reader, "protocol"u8)) { wire.Protocol = Tokens.Text(ref reader); }
            else { Tokens.Skip(ref reader); }
        }
        return wire;
    }

    private static KeyValuePair<string, object?>[] Dictionary(ref Utf8JsonReader reader) => Entries.Read(ref reader, typeof(object), NoOptions);
}
