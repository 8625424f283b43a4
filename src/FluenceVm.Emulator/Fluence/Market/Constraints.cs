using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Market;

/// <summary>What an order, an estimate or a search asks for (docs/services/fluence-market.md, "Constraints").</summary>
internal sealed record Constraints
{
    private static readonly string[] StorageTypes = ["HDD", "SSD", "NVMe"];

    public string? Configuration { get; private init; }

    public IReadOnlyList<string> Countries { get; private init; } = [];

    /// <summary>Manufacturers with architectures, one of which is enough.</summary>
    public IReadOnlyList<(string? Manufacturer, string? Architecture)> Cpus { get; private init; } = [];

    /// <summary>Types with generations, one of which is enough.</summary>
    public IReadOnlyList<(string? Type, string? Generation)> Memories { get; private init; } = [];

    public IReadOnlyList<string> Storages { get; private init; } = [];

    /// <summary>Additional disk in GiB by type.</summary>
    public IReadOnlyDictionary<string, long> Extra { get; private init; } = new Dictionary<string, long>();

    /// <summary>The most that a VM may cost per epoch, in micro-USDC.</summary>
    public long? MaxPrice { get; private init; }

    /// <summary>Additional disk in GiB, all types together.</summary>
    public long ExtraGiB => Extra.Values.Sum();

    /// <summary>Reads constraints; none at all accept everything.</summary>
    /// <exception cref="RefusedException">They are not as documented.</exception>
    public static Constraints Read(JsonElement? json)
    {
        if (json is not { } given)
        {
            return new Constraints();
        }
        RequestBody.AllowOnly(
            given, "basicConfiguration", "additionalResources", "hardware", "datacenter", "maxTotalPricePerEpochUsd");
        var hardware = RequestBody.ObjectMember(given, "hardware", "cpu", "memory", "storage");
        var storages = ReadStorages(hardware);
        return new Constraints
        {
            Configuration = ReadConfiguration(given),
            Countries = ReadCountries(given),
            Cpus = ReadPairs(hardware, "cpu", "manufacturer", "architecture"),
            Memories = ReadPairs(hardware, "memory", "type", "generation"),
            Storages = storages,
            Extra = ReadExtra(given, storages),
            MaxPrice = ReadMaxPrice(given),
        };
    }

    /// <summary>Whether an offer is what is asked for; whether there is any left of it is another question.</summary>
    public bool Accepts(Offer offer) =>
        (Configuration is null || offer.Configuration.Slug == Configuration)
        && (Countries.Count == 0 || Countries.Contains(offer.Datacenter.CountryCode))
        && Matches(Cpus, offer.Datacenter.Cpu.Manufacturer, offer.Datacenter.Cpu.Architecture)
        && Matches(Memories, offer.Datacenter.Memory.Type, offer.Datacenter.Memory.Generation)
        && (Storages.Count == 0 || Storages.Contains(offer.Datacenter.Storage.Type))
        && Extra.Keys.All(type => type == offer.Datacenter.Storage.Type)
        && ExtraGiB <= Math.Min(offer.ExtraStorageGiB, offer.ExtraStoragePerVm ?? long.MaxValue)
        && (MaxPrice is null || offer.PriceWith(ExtraGiB) <= MaxPrice);

    private static bool Matches(IReadOnlyList<(string? First, string? Second)> asked, string first, string second) =>
        asked.Count == 0 || asked.Any(each => (each.First ?? first) == first && (each.Second ?? second) == second);

    private static string? ReadConfiguration(JsonElement json)
    {
        var slug = RequestBody.Text(json, "basicConfiguration");
        return slug is null || Regex.IsMatch(slug, "^cpu-[0-9]+-ram-[0-9]+gb-storage-[0-9]+gb$", RegexOptions.CultureInvariant)
            ? slug
            : throw RefusedException.BadRequest("invalid field `basicConfiguration`: expected cpu-{cores}-ram-{memory}gb-storage-{size}gb");
    }

    private static IReadOnlyList<string> ReadCountries(JsonElement json)
    {
        var countries = RequestBody.ObjectMember(json, "datacenter", "countries") is { } datacenter
            ? RequestBody.Texts(datacenter, "countries") ?? []
            : [];
        return countries.All(code => code.Length == 2 && code.All(letter => letter is >= 'A' and <= 'Z'))
            ? countries
            : throw RefusedException.BadRequest("invalid field `countries`: expected ISO 3166 codes of two capital letters");
    }

    private static IReadOnlyList<(string?, string?)> ReadPairs(JsonElement? hardware, string kind, string first, string second) =>
        [.. Entries(hardware, kind, first, second).Select(entry => ReadPair(entry, first, second))];

    private static (string?, string?) ReadPair(JsonElement entry, string first, string second)
    {
        var pair = (RequestBody.Text(entry, first), RequestBody.Text(entry, second));
        return pair is (null, null) ? throw RefusedException.BadRequest($"missing field `{first}` or `{second}`") : pair;
    }

    private static IReadOnlyList<string> ReadStorages(JsonElement? hardware) =>
        [.. Entries(hardware, "storage", "type").Select(entry => StorageType(RequestBody.RequiredText(entry, "type")))];

    private static IReadOnlyList<JsonElement> Entries(JsonElement? parent, string kind, params string[] members)
    {
        var entries = parent is { } given ? RequestBody.Objects(given, kind) ?? [] : [];
        foreach (var entry in entries)
        {
            RequestBody.AllowOnly(entry, members);
        }
        return entries;
    }

    private static Dictionary<string, long> ReadExtra(JsonElement json, IReadOnlyList<string> storages)
    {
        var extra = new Dictionary<string, long>(StringComparer.Ordinal);
        var additional = RequestBody.ObjectMember(json, "additionalResources", "storage");
        foreach (var entry in Entries(additional, "storage", "type", "supply", "units"))
        {
            var type = StorageType(RequestBody.RequiredText(entry, "type"));
            var supply = RequestBody.RequiredInteger(entry, "supply");
            if (RequestBody.RequiredText(entry, "units") != "GiB")
            {
                throw RefusedException.BadRequest("invalid field `units`: only GiB is supported");
            }
            if (supply is < 1 or > 1_000_000)
            {
                throw RefusedException.BadRequest("invalid field `supply`: expected 1 to 1000000");
            }
            if (!storages.Contains(type))
            {
                throw RefusedException.BadRequest(
                    "additionalResources.storage can be used only along with hardware.storage of the same type");
            }
            extra[type] = (extra.TryGetValue(type, out var before) ? before : 0) + supply;
        }
        return extra;
    }

    private static string StorageType(string type) => StorageTypes.Contains(type)
        ? type
        : throw RefusedException.BadRequest("invalid field `type`: expected HDD, SSD or NVMe");

    private static long? ReadMaxPrice(JsonElement json)
    {
        var text = RequestBody.Text(json, "maxTotalPricePerEpochUsd");
        return text is null ? null : Usdc.Parse(text)
            ?? throw RefusedException.BadRequest(string.Format(
                CultureInfo.InvariantCulture,
                "invalid field `{0}`: expected a decimal number in a string",
                "maxTotalPricePerEpochUsd"));
    }
}
