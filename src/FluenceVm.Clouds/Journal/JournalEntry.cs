using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using FluenceVm.Clouds.Fluence.Market.Wire;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Journal;

/// <summary>One order in the journal's file. It holds no secret: what an order's content was is kept as a hash.</summary>
internal sealed record JournalEntry
{
    public string Key { get; init; } = string.Empty;

    public Uri Endpoint { get; init; } = new("https://api.fluence.dev/");

    public string Name { get; init; } = string.Empty;

    public int Count { get; init; }

    public ConstraintsWire? Constraints { get; init; }

    /// <summary>SHA-256 of everything that was ordered.</summary>
    public string Content { get; init; } = string.Empty;

    /// <summary>The ids that bore the name before the order was sent.</summary>
    public IReadOnlyList<string> KnownIds { get; init; } = [];

    public OrderState State { get; init; }

    public IReadOnlyList<string> VmIds { get; init; } = [];

    /// <summary>When it was written down, just before it was sent.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ChangedAt { get; init; }

    public string? Message { get; init; }

    public static JournalEntry Intend(string key, Uri endpoint, VmOrder order, IReadOnlyList<string> knownIds, DateTimeOffset now) => new()
    {
        Key = key,
        Endpoint = endpoint,
        Name = order.Name,
        Count = order.Count,
        Constraints = OrderMapper.ToWire(order.Constraints),
        Content = Hash(order),
        KnownIds = knownIds,
        State = OrderState.Unknown,
        CreatedAt = now,
        ChangedAt = now,
        Message = Messages.OrderNotAnswered,
    };

    /// <summary>Whether this is an order for the same thing at the same place.</summary>
    public bool IsFor(Uri endpoint, VmOrder order) => Endpoint == endpoint && Name == order.Name && Count == order.Count && Content == Hash(order);

    public JournalEntry Settle(OrderState state, IReadOnlyList<string> vmIds, string? message, DateTimeOffset now) =>
        this with { State = state, VmIds = vmIds, Message = message, ChangedAt = now };

    public Order ToOrder() => new()
    {
        Key = Key,
        Endpoint = Endpoint,
        State = State,
        Name = Name,
        Count = Count,
        // An array: PowerShell can't index the compiler's own lists.
        VmIds = VmIds.ToArray(),
        CreatedAt = CreatedAt,
        Message = Message,
    };

    private static string Hash(VmOrder order)
    {
        using var sha256 = SHA256.Create();
        var sent = JsonSerializer.SerializeToUtf8Bytes(OrderMapper.ToWire(order), MarketJson.Default.CreateWire);
        var userData = System.Text.Encoding.UTF8.GetBytes(order.UserData ?? string.Empty);
        byte[] publicIp = order.Constraints.PublicIp ? [1] : [];
        return BitConverter.ToString(sha256.ComputeHash([.. sent, .. publicIp, .. userData])).Replace("-", string.Empty);
    }
}

/// <summary>The generated reader and writer of the journal's files.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    WriteIndented = true)]
[JsonSerializable(typeof(JournalEntry))]
internal sealed partial class JournalJson : JsonSerializerContext;
