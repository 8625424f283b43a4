// Stands in for a chain's own command-line program that writes, signs and encodes a transaction in steps, for an emulator: the
// bytes that it encodes are the emulator's plain JSON. Everything that it was called with goes along in the memo, so a test sees
// it in what is sent. The key's name says whose it is: <address>; any other name is one that it doesn't know.
using System.Text.Json.Nodes;

switch (args)
{
    case ["tx", "sign", "--help"]:
        Console.WriteLine("Sign a transaction created with the --generate-only flag.\n\nUsage:\n  stand-in tx sign [file] [flags]");
        return 0;
    case ["keys", "show", var key, ..]:
        return key.StartsWith("cudos1", StringComparison.Ordinal) ? Say(key) : Fail($"{key}.info: key not found");
    case ["tx", "wasm", "execute", var contract, var message, ..] when args.Contains("--generate-only"):
        return message.Contains("refused-in-the-trial-run", StringComparison.Ordinal)
            ? Fail("rpc error: code = Unknown desc = failed to execute message; message index: 0: Unauthorized: "
                + "execute wasm contract failed: unknown request")
            : Say(Unsigned(contract, message).ToJsonString());
    case ["tx", "sign", var file, ..]:
        return Sign(JsonNode.Parse(File.ReadAllText(file))!.AsObject());
    case ["tx", "encode", var file]:
        return Say(Convert.ToBase64String(File.ReadAllBytes(file)));
    default:
        return Fail($"unknown command {string.Join(' ', args)}");
}

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at ? args[at + 1] : null;

JsonObject Unsigned(string contract, string message)
{
    var funds = new JsonArray();
    if (Option("--amount") is { } amount)
    {
        var digits = amount.TakeWhile(char.IsDigit).Count();
        funds.Add(new JsonObject { ["denom"] = amount[digits..], ["amount"] = amount[..digits] });
    }
    return new JsonObject
    {
        ["sender"] = Option("--from"),
        ["contract"] = contract,
        ["msg"] = JsonNode.Parse(message),
        ["funds"] = funds,
        ["memo"] = Calls(new JsonArray()),
        ["timeout_height"] = Option("--timeout-height"),
    };
}

int Sign(JsonObject transaction)
{
    var key = Option("--from")!;
    if (key != (string?)transaction["sender"])
    {
        return Fail($"{key}.info: key not found");
    }
    transaction["memo"] = Calls(JsonNode.Parse((string)transaction["memo"]!)!.AsArray());
    File.WriteAllText(Option("--output-document")!, transaction.ToJsonString());
    return 0;
}

// What it was called with so far, and the names of the variables that it inherited.
string Calls(JsonArray before)
{
    var call = new JsonArray();
    foreach (var argument in args)
    {
        call.Add(argument);
    }
    before.Add((JsonNode)new JsonObject
    {
        ["arguments"] = call,
        ["variables"] = string.Join(' ', Environment.GetEnvironmentVariables().Keys.Cast<string>()),
        ["id"] = Guid.NewGuid().ToString("N"),
    });
    return before.ToJsonString();
}

static int Say(string text)
{
    Console.WriteLine(text);
    return 0;
}

static int Fail(string text)
{
    Console.Error.WriteLine($"Error: {text}");
    return 1;
}
