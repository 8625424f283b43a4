using System.Text.Json;

namespace FluenceVm.Emulator.Fluence.Market;

/// <summary>A resource of an offer, and of the VMs made of it.</summary>
/// <param name="Type">The service's name for it.</param>
/// <param name="IsSize">Whether it is counted in GiB, and not in pieces.</param>
/// <param name="Quantity">How much of it.</param>
/// <param name="Share">Which part of the configuration's price it is, in per cent.</param>
/// <param name="Metadata">What it is by category.</param>
/// <param name="Details">Further facts.</param>
internal sealed record OfferResource(
    string Type,
    bool IsSize,
    long Quantity,
    int Share,
    IReadOnlyList<(string Name, string Value)> Metadata,
    IReadOnlyList<(string Name, object Value)> Details)
{
    /// <summary>What a configuration consists of at an offer.</summary>
    public static IReadOnlyList<OfferResource> Of(Offer offer)
    {
        var (cpu, memory, storage) = (offer.Datacenter.Cpu, offer.Datacenter.Memory, offer.Datacenter.Storage);
        return
        [
            new("VCPU", false, offer.Configuration.Cpu, 60, CpuMetadata(cpu), [("model", cpu.Model)]),
            new(
                "RAM",
                true,
                offer.Configuration.RamGiB,
                25,
                MemoryMetadata(memory),
                [("manufacturer", memory.Manufacturer), ("speed", memory.Speed)]),
            new(
                "STORAGE",
                true,
                offer.Configuration.StorageGiB,
                10,
                StorageMetadata(storage),
                [("manufacturer", storage.Manufacturer), ("sequentialWriteSpeed", storage.WriteSpeed)]),
            new("PUBLIC_IP", false, 1, 5, [("version", "4")], []),
        ];
    }

    public static IReadOnlyList<(string Name, string Value)> StorageMetadata(StorageKind storage) => [("type", storage.Type)];

    public void WriteMetadata(Utf8JsonWriter json) => WriteMetadata(json, Metadata);

    public static void WriteMetadata(Utf8JsonWriter json, IReadOnlyList<(string Name, string Value)> metadata)
    {
        json.WriteStartObject("metadata");
        foreach (var (name, value) in metadata)
        {
            json.WriteString(name, value);
        }
        json.WriteEndObject();
    }

    public void WriteDetails(Utf8JsonWriter json)
    {
        json.WriteStartObject("details");
        foreach (var (name, value) in Details)
        {
            if (value is int number)
            {
                json.WriteNumber(name, number);
            }
            else
            {
                json.WriteString(name, (string)value);
            }
        }
        json.WriteEndObject();
    }

    private static IReadOnlyList<(string Name, string Value)> CpuMetadata(CpuKind cpu) =>
        [("architecture", cpu.Architecture), ("brand", cpu.Brand), ("generation", cpu.Generation), ("manufacturer", cpu.Manufacturer)];

    private static IReadOnlyList<(string Name, string Value)> MemoryMetadata(MemoryKind memory) =>
        [("generation", memory.Generation), ("type", memory.Type)];
}
