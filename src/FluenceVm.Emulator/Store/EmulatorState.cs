using System.Globalization;
using System.Text.Json.Nodes;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Store;

/// <summary>The state of a whole emulator: its clock, and what each service says of itself.</summary>
internal static class EmulatorState
{
    private const string Clock = "clock";
    private const string Services = "services";

    public static JsonNode Save(DateTimeOffset now, IReadOnlyList<NamedService> services)
    {
        var parts = new JsonObject();
        foreach (var (name, service) in services)
        {
            parts[name] = service.Save();
        }
        return new JsonObject { [Clock] = now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), [Services] = parts };
    }

    /// <summary>What the clock showed.</summary>
    /// <exception cref="FormatException">It isn't there.</exception>
    public static DateTimeOffset Time(JsonNode state) =>
        state is JsonObject && state[Clock] is JsonValue value && value.TryGetValue(out string? text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new FormatException("the clock is missing");

    /// <summary>Gives each service its part.</summary>
    /// <exception cref="FormatException">A part is missing or wrong.</exception>
    public static void Load(JsonNode state, IReadOnlyList<NamedService> services)
    {
        foreach (var (name, service) in services)
        {
            service.Load((state[Services] as JsonObject)?[name] ?? throw new FormatException($"the part `{name}` is missing"));
        }
    }
}
