using System.Text.Json.Nodes;

namespace FluenceVm.Emulator.Hosting;

/// <summary>
/// Says which emulator it is: <c>GET /emulator</c>. A client in another process needs it, because a new emulator at an old address
/// is another account.
/// </summary>
internal sealed class InstanceService(Func<Guid> instance) : IEmulatedService
{
    public IReadOnlyList<string> Headers { get; } = [];

    public string? OperationOf(EmulatorRequest request) => request is { Method: "GET", Path: "/emulator" } ? "Query" : null;

    public EmulatorResponse Refuse(EmulatorRequest request, int status, string text) => JsonResponse.Error(status, text);

    public EmulatorResponse Answer(EmulatorRequest request, DateTimeOffset now) => JsonResponse.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("instance", instance());
        json.WriteEndObject();
    });

    public void AdvanceTo(DateTimeOffset now)
    {
        // Nothing becomes of it.
    }

    // The store keeps the id itself.
    public JsonNode Save() => new JsonObject();

    public void Load(JsonNode state)
    {
        // See Save.
    }
}
