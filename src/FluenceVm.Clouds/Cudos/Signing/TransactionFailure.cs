using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Cudos.Signing;

/// <summary>Says what a failed transaction's code means, and what to do about it.</summary>
internal static class TransactionFailure
{
    public static ContractException Of(ContractCall call, TransactionResult result)
    {
        var text = string.IsNullOrWhiteSpace(result.Log) ? Messages.NoExplanation : ContractWords(result.Log!.Trim());
        return new ContractException(
            Text.Of(
                nameof(Messages.TransactionRefused),
                call.What,
                Explain(result.Codespace, result.Code, text),
                result.Hash,
                result.Code,
                result.Codespace),
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
        ("sdk", 5) => Text.Of(nameof(Messages.RefusedCoins), text),
        ("sdk", 11) => Text.Of(nameof(Messages.RefusedGas), text),
        ("sdk", 13) => Text.Of(nameof(Messages.RefusedFee), text),
        ("sdk", 32) => Text.Of(nameof(Messages.RefusedSequence), text),
        _ => $"{text}.",
    };
}
