using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Cudos.Signing;

/// <summary>What the errors of a chain's program mean. It says them in words only, and versions differ.</summary>
internal static class ProgramWords
{
    private const string Refusal = "failed to execute message";

    // No connection was opened at all.
    private static readonly string[] NoConnection =
    [
        "connection refused", "no such host", "network is unreachable", "no route to host", "x509: ", "tls: handshake failure",
        "tls: first record",
    ];

    // The same words about a connection that was open.
    private static readonly string[] Opened = ["read tcp", "write tcp"];

    // The program was talking to a node, perhaps handing over the transaction, when it lost it.
    private static readonly string[] Lost = ["post failed", "timed out", "timeout", "deadline exceeded", "connection reset"];

    // Answers of a node to the program's questions before it sends, and complaints about its arguments, its files and its keys.
    private static readonly string[] NothingSent =
    [
        "rpc error: code", Refusal, "key not found", "could not be found in the keyring", "passphrase", "unknown flag", "unknown command",
        "decoding bech32 failed", "accepts 2 arg(s)", "account sequence mismatch", "insufficient funds", "chain id required",
        "chain-id required",
        "unsupported return type", "invalid decimal coin", "invalid coin", "permission denied", "no such file or directory",
        "invalid argument",
        "required flag", "config.toml", "client.toml",
    ];

    /// <summary>Whether the program ended before it handed anything over.</summary>
    public static bool MeanNothingWasSent(string errors) => 
        (Contains(errors, NoConnection) && !Contains(errors, Opened)) || (!Contains(errors, Lost) && Contains(errors, NothingSent));

    /// <summary>The contract's refusal in the trial run that every sending begins with; null if the words say something else.</summary>
    public static string? RefusalIn(string errors) => Contains(errors, Refusal) && !Contains(errors, Lost) ? errors.Trim() : null;

    /// <summary>The error of such a refusal.</summary>
    public static ContractException Refused(ContractCall call, string refusal) => new(
        Text.Of(nameof(
            Messages.ContractRefused), call.What, TransactionFailure.ContractWords(Json.Printable.Line(refusal, 400)).TrimEnd('.') + "."),
        refusal,
        code: 5,
        codespace: "wasm");

    private static bool Contains(string errors, params string[] texts) =>
        Array.Exists(texts, text => errors.IndexOf(text, StringComparison.OrdinalIgnoreCase) >= 0);
}
