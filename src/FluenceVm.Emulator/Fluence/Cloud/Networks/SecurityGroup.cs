using System.Text.Json;
using FluenceVm.Emulator.Fluence.Cloud.Http;

namespace FluenceVm.Emulator.Fluence.Cloud.Networks;

/// <summary>What may pass the interfaces that it is bound to. It costs nothing.</summary>
internal sealed class SecurityGroup : Asset
{
    /// <summary>Every status that it can have.</summary>
    public static IReadOnlyList<string> Statuses { get; } = ["new", "created", Ready, "updating", "failed", Removing, Removed];

    public Guid VpcId { get; set; }

    /// <summary>What may come in, as an array of rules; null for everything.</summary>
    public JsonElement? Ingress { get; set; }

    /// <summary>What may go out, as an array of rules; null for everything.</summary>
    public JsonElement? Egress { get; set; }

    public void Write(Utf8JsonWriter json, DateTimeOffset now, IEnumerable<(Guid Vm, Guid Nic)> attachments)
    {
        WriteHead(json, now);
        WriteRemovedAt(json, now);
        json.WriteString("vpcId", VpcId);
        WriteRules(json, "ingressRules", Ingress);
        WriteRules(json, "egressRules", Egress);
        json.WriteTime("createdAt", CreatedAt);
        json.WriteStartArray("attachments");
        foreach (var (vm, nic) in attachments)
        {
            json.WriteStartObject();
            json.WriteString("vmId", vm);
            json.WriteString("interfaceId", nic);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteRules(Utf8JsonWriter json, string name, JsonElement? rules)
    {
        json.WriteStartObject(name);
        json.WriteString("type", rules is null ? "allowAll" : "allow");
        if (rules is { } list)
        {
            json.WritePropertyName("rules");
            list.WriteTo(json);
        }
        json.WriteEndObject();
    }
}
