using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Cudos;

/// <summary>The shapes in which a chain node answers.</summary>
internal static class NodeResponse
{
    private const string GasWanted = "260000";
    private const string GasUsed = "200000";

    /// <summary>A response with a body.</summary>
    public static EmulatorResponse Ok(JsonNode body) => new() { Body = JsonSerializer.SerializeToUtf8Bytes(body) };

    /// <summary>An error, with the node's own code beside the HTTP status.</summary>
    public static EmulatorResponse Error(int status, int code, string message) => new()
    {
        Status = status,
        Body = JsonSerializer.SerializeToUtf8Bytes<JsonNode>(
            new JsonObject { ["code"] = code, ["message"] = message, ["details"] = new JsonArray() }),
    };

    /// <summary>A time in the form of the chain.</summary>
    public static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A transaction's result, as the chain's command-line program prints it.</summary>
    public static JsonObject Result(Transaction transaction) => new()
    {
        ["height"] = transaction.Height.ToString(CultureInfo.InvariantCulture),
        ["txhash"] = transaction.Hash,
        ["codespace"] = transaction.Codespace,
        ["code"] = transaction.Code,
        ["data"] = string.Empty,
        ["raw_log"] = transaction.Log,
        ["logs"] = new JsonArray(),
        ["info"] = string.Empty,
        ["gas_wanted"] = GasWanted,
        ["gas_used"] = GasUsed,
        ["tx"] = null,
        ["timestamp"] = Time(transaction.Time),
        ["events"] = new JsonArray(),
    };

    /// <summary>A transaction that is looked up.</summary>
    public static JsonObject Included(Transaction transaction)
    {
        var request = JsonNode.Parse(transaction.Request)!.AsObject();
        var message = new JsonObject { ["@type"] = "/cosmwasm.wasm.v1.MsgExecuteContract" };
        foreach (var name in (string[])["sender", "contract", "msg", "funds"])
        {
            message[name] = request[name]?.DeepClone();
        }
        var body = new JsonObject { ["messages"] = new JsonArray(message), ["memo"] = request["memo"]?.DeepClone() ?? string.Empty };
        return new JsonObject { ["tx"] = new JsonObject { ["body"] = body }, ["tx_response"] = Result(transaction) };
    }
}
