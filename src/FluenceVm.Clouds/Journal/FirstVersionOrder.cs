using System.Text.Json;
using System.Text.Json.Serialization;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Journal;

/// <summary>An order that version 0.1.0 wrote down. It can be looked at, but not be gone on with: it doesn't say whose it is.</summary>
public sealed record FirstVersionOrder
{
    /// <summary>Its key.</summary>
    public string Key { get; init; } = string.Empty;

    /// <summary>The service.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The name of its VMs.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>How many.</summary>
    public int Count { get; init; }

    /// <summary>What became of it.</summary>
    public OrderState State { get; init; }

    /// <summary>The VMs that came of it.</summary>
    public IReadOnlyList<string> VmIds { get; init; } = [];

    /// <summary>When it was written down.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Its file.</summary>
    [JsonIgnore]
    public string Path { get; init; } = string.Empty;

    internal static IReadOnlyList<FirstVersionOrder> ReadAll(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*.json").Select(Read)]
        : [];

    /// <summary>Whether a new order under this key might be the same one again.</summary>
    internal bool IsInTheWayOf(string key, Uri endpoint) => Key == key
        && State != OrderState.NotCreated
        && (Endpoint is null || EndpointAddress.Normalise(Endpoint) == endpoint);

    private static FirstVersionOrder Read(string path)
    {
        try
        {
            var order = JsonSerializer.Deserialize(File.ReadAllBytes(path), FirstVersionJson.Default.FirstVersionOrder);
            return (order ?? throw new JsonException()) with { Path = path };
        }
        catch (JsonException exception)
        {
            throw Fault.Data(exception, nameof(Messages.JournalDamaged), path);
        }
    }
}

/// <summary>The generated reader of version 0.1.0's files.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(FirstVersionOrder))]
internal sealed partial class FirstVersionJson : JsonSerializerContext;
