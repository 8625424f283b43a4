using FluenceVm.Model;

namespace FluenceVm.Clouds.Cudos.Signing;

/// <summary>Says what a failed transaction's code means, and what to do about it.</summary>
internal static class TransactionFailure
{
    public static ContractException Of(ContractCall call, TransactionResult result)
    {
        var text = string.IsNullOrWhiteSpace(result.Log) ? "no explanation" : ContractWords(result.Log!.Trim());
        return new ContractException(
            $"The chain refused {call.What}: {Explain(result.Codespace, result.Code, text)} (transaction {result.Hash}, code {result.Code} of {result.Codespace})",
            result.Log,
            result.Code,
            result.Codespace,
            result.Hash);
    }

    /// <summary>The contract's own words, out of what the chain wraps around them.</summary>
    public static string ContractWords(string text)
    {
        const string Before = "message index: 0: ";
        const string After = ": execute wasm contract failed";
        var start = text.IndexOf(Before, StringComparison.Ordinal);
        start = start < 0 ? 0 : start + Before.Length;
        var end = text.IndexOf(After, start, StringComparison.Ordinal);
        return end < 0 ? text.Substring(start) : text.Substring(start, end - start);
    }

    private static string Explain(string? codespace, int code, string text) => (codespace, code) switch
    {
        ("sdk", 5) => $"the account hasn't enough coins: {text}.",
        ("sdk", 11) => $"it ran out of gas, so its fee is spent and nothing was changed. Connect with a higher gas adjustment. {text}.",
        ("sdk", 13) => $"its fee was too low, and nothing was changed. Connect with a higher gas price. {text}.",
        ("sdk", 32) => $"another transaction of this account came in between, and nothing was changed. Run it again. {text}.",
        _ => $"{text}.",
    };
}
