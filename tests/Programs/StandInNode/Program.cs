// Stands in for a chain's own command-line program. The key's name says what it does and where it writes its arguments
// down: <what>@<file>.
using System.Text.Json;

// This program signs and sends in one go, and knows no other way.
if (args is ["tx", "sign", ..])
{
    Console.Error.WriteLine("Error: unknown command \"sign\" for \"tx\"");
    return 1;
}

const string Hash = "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF";

var name = args switch
{
    ["keys", "show", var key, ..] => key,
    _ => args[Array.IndexOf(args, "--from") + 1],
};
var (what, file) = (name[..name.IndexOf('@', StringComparison.Ordinal)], name[(name.IndexOf('@', StringComparison.Ordinal) + 1)..]);

switch (what)
{
    case "taken":
        Console.Error.WriteLine("gas estimate: 187654");
        Console.WriteLine(Result(0, string.Empty, "[]"));
        return Done(0);
    case "taken, and talkative":
        Console.WriteLine("some warning of the program");
        Console.WriteLine(Result(0, string.Empty, "[]"));
        return Done(0);
    case "taken, in text":
        Console.WriteLine($"code: 0\nraw_log: '[]'\ntxhash: {Hash}");
        return Done(0);
    case "wrong sequence":
        Console.WriteLine(Result(32, "sdk", "account sequence mismatch, expected 8, got 7: incorrect account sequence"));
        return Done(0);
    case "refused in the simulation":
        Console.Error.WriteLine("Error: rpc error: code = Unknown desc = failed to execute message; message index: 0: Unauthorized: "
            + "execute wasm contract failed: unknown request");
        return Done(1);
    case "no such key":
        Console.Error.WriteLine("Error: no-such-key.info: key not found");
        return Done(1);
    case "lost":
        Console.Error.WriteLine("Error: post failed: Post \"http://127.0.0.1:26657\": EOF");
        return Done(1);
    case "lost after a passphrase":
        Console.Error.WriteLine("Enter keyring passphrase:\nError: post failed: Post \"http://127.0.0.1:26657\": EOF");
        return Done(1);
    case "no node":
        Console.Error.WriteLine(
            "Error: post failed: Post \"http://127.0.0.1:26657\": dial tcp 127.0.0.1:26657: connect: connection refused");
        return Done(1);
    case "unreadable":
        Console.WriteLine("<html>busy</html>");
        return Done(0);
    case "cut":
        Console.WriteLine("{\"height\":\"0\",\"txhash\":\"" + Hash + "\",\"code");
        return Done(0);
    case "silent":
        return Done(0);
    case "asks":
        Console.Error.WriteLine("Enter keyring passphrase:");
        Console.Error.WriteLine(Console.In.ReadLine() is null ? "Error: too many failed passphrase attempts" : "thank you");
        return Done(1);
    case "hangs":
        Done(0);
        Thread.Sleep(Timeout.Infinite);
        return 0;
    case "hangs after sending":
        Console.WriteLine(Result(0, string.Empty, "[]"));
        Done(0);
        Thread.Sleep(Timeout.Infinite);
        return 0;
    case "address":
        Console.WriteLine("cudos1veskkefqdamkuetjyph82mtzv4ezqvp3wtax8s");
        return Done(0);
    default:
        Console.Error.WriteLine($"Error: {what}");
        return Done(3);
}

int Done(int exitCode)
{
    Console.Out.Flush();
    var draft = file + ".draft";
    File.WriteAllText(draft, JsonSerializer.Serialize(args));
    File.Move(draft, file, overwrite: true);
    return exitCode;
}

static string Result(int code, string codespace, string log) => JsonSerializer.Serialize(new
{
    height = "0",
    txhash = Hash,
    codespace,
    code,
    data = string.Empty,
    raw_log = log,
    logs = Array.Empty<string>(),
    info = string.Empty,
    gas_wanted = "0",
    gas_used = "0",
    tx = (object?)null,
    timestamp = string.Empty,
    events = Array.Empty<string>(),
});
