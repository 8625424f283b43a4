using System.Globalization;
using System.Text.Json.Nodes;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Store;

/// <summary>The state of a whole emulator: what it says of itself, and what each service does.</summary>
internal static class EmulatorState
{
    private const string Instance = "instance";
    private const string Clock = "clock";
    private const string Changes = "changes";
    private const string Services = "services";

    public static JsonNode Save(StateHead head, IReadOnlyList<NamedService> services)
    {
        var parts = new JsonObject();
        foreach (var (name, service) in services)
        {
            parts[name] = service.Save();
        }
        return new JsonObject
        {
            [Instance] = head.Instance.ToString("D"),
            [Clock] = head.Time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            [Changes] = head.Changes,
            [Services] = parts,
        };
    }

    /// <summary>Gives each service its part.</summary>
    /// <exception cref="FormatException">A part is missing or wrong.</exception>
    public static StateHead Load(JsonNode state, IReadOnlyList<NamedService> services)
    {
        var head = Head(state);
        foreach (var (name, service) in services)
        {
            service.Load((state[Services] as JsonObject)?[name] ?? throw Missing(name));
        }
        return head;
    }

    private static StateHead Head(JsonNode state)
    {
        if (!Guid.TryParse(Value<string>(state, Instance), out var instance))
        {
            throw Missing(Instance);
        }
        if (!DateTimeOffset.TryParse(
            Value<string>(state, Clock),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var time))
        {
            throw Missing(Clock);
        }
        return new StateHead(instance, time, Value<long>(state, Changes));
    }

    private static T Value<T>(JsonNode state, string name) =>
        state is JsonObject && state[name] is JsonValue value && value.TryGetValue(out T? found) ? found : throw Missing(name);

    private static FormatException Missing(string name) => new($"the part `{name}` is missing");
}
