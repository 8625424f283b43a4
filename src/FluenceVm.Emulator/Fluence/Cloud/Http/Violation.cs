using System.Text.Json.Nodes;

namespace FluenceVm.Emulator.Fluence.Cloud.Http;

/// <summary>What can be wrong with a request, in the words of the VM routes.</summary>
internal static class Violation
{
    public static JsonObject Field(string field, string reason) => Typed("field", ("field", field), ("reason", reason));

    public static JsonObject Account(string code) => Typed("account", ("code", code));

    public static JsonObject PublicIpCapacity() => Typed("publicIpCapacity");

    public static JsonObject DiskInUse() => Typed("diskInUse");

    /// <summary>A draft can't be provisioned; the inner one says why.</summary>
    public static JsonObject Provision(JsonObject inner) => Typed("provision", ("violation", inner));

    /// <summary>Something of this type with further members.</summary>
    public static JsonObject Typed(string type, params (string Name, JsonNode? Value)[] members)
    {
        var json = new JsonObject { ["type"] = type };
        foreach (var (name, value) in members)
        {
            json[name] = value;
        }
        return json;
    }
}
