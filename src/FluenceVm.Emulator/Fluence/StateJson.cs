using System.Globalization;
using System.Text.Json.Nodes;

namespace FluenceVm.Emulator.Fluence;

/// <summary>Reads and writes the values of a kept state. What is missing is a <see cref="FormatException"/>.</summary>
internal static class StateJson
{
    public static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>A time; null if it is left out.</summary>
    public static DateTimeOffset? Moment(JsonNode? node, string name) => node?[name] is { } value
        ? DateTimeOffset.Parse(value.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
        : null;

    public static DateTimeOffset RequiredMoment(JsonNode? node, string name) => Moment(node, name) ?? throw Missing(name);

    public static string Text(JsonNode? node, string name) => Member(node, name).GetValue<string>();

    public static long Number(JsonNode? node, string name) => Member(node, name).GetValue<long>();

    public static bool Flag(JsonNode? node, string name) => Member(node, name).GetValue<bool>();

    public static JsonNode Member(JsonNode? node, string name) => node?[name] ?? throw Missing(name);

    private static FormatException Missing(string name) => new($"`{name}` is missing");
}
