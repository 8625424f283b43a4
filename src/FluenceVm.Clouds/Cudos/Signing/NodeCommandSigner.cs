using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FluenceVm.Clouds.Cudos.Contract;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Cudos.Signing;

/// <summary>Has the chain's own program sign and send (contract page, "Who signs"). The key stays in its keyring.</summary>
internal sealed class NodeCommandSigner(NodeCommandOptions options, TimeProvider time) : ITransactionSigner
{
    private const int LongestExcerpt = 400;

    // No connection was opened at all.
    private static readonly string[] NoConnection = ["connection refused", "no such host"];

    // The program was talking to a node, perhaps handing over the transaction, when it lost it.
    private static readonly string[] Lost = ["post failed", "timed out", "timeout", "deadline exceeded", "connection reset"];

    // Answers of a node to the program's questions before it sends, and complaints about how it was called.
    private static readonly string[] NothingSent =
    [
        "rpc error: code", "failed to execute message", "key not found", "could not be found in the keyring", "passphrase",
        "unknown flag", "unknown command",
        "decoding bech32 failed", "accepts 2 arg(s)", "account sequence mismatch", "insufficient funds",
    ];

    private static readonly Regex HashInText = new(
        "\"?txhash\"?\\s*:\\s*\"?([0-9A-Fa-f]{64})\\b",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));

    /// <summary>The address of the key, as the program gives it.</summary>
    /// <exception cref="SignerException">The program doesn't say.</exception>
    public async Task<string> GetAddressAsync(CancellationToken cancellationToken)
    {
        List<string> arguments = ["keys", "show", options.KeyName, "--address"];
        Add(arguments, "--keyring-backend", options.KeyringBackend);
        var run = await ProgramRun.RunAsync(options.Command, arguments, options.Timeout, time, cancellationToken);
        // Versions differ in the stream that they write it to.
        return Words(run.Output + " " + run.Errors).FirstOrDefault(word => Bech32.PrefixOf(word) is not null)
            ?? throw new SignerException(Text.Of(nameof(Messages.SignerWithoutAddress), options.Command, options.KeyName, Excerpt(run)));
    }

    public async Task<SentTransaction> SendAsync(ContractCall call, CancellationToken cancellationToken)
    {
        var run = await ProgramRun.RunAsync(options.Command, Arguments(call), options.Timeout, time, cancellationToken);
        if (ReadResult(run.Output) is { } result)
        {
            return new SentTransaction(result.Hash, result);
        }
        var said = Excerpt(run);
        if (HashInText.Match(run.Output) is { Success: true } found)
        {
            var hash = found.Groups[1].Value.ToUpperInvariant();
            return new SentTransaction(hash, null, new InvalidDataException(Text.Of(nameof(Messages.SignerSaid), options.Command, said)));
        }
        if (run.ExitCode is { } code && code != 0 && IsCertainlyNotSent(run.Errors))
        {
            throw Says(run.Errors, "failed to execute message")
                ? new ContractException(
                    Text.Of(nameof(Messages.ContractRefused), call.What, TransactionFailure.ContractWords(said)),
                    run.Errors.Trim(),
                    code: 5,
                    codespace: "wasm")
                : new SignerException(Text.Of(nameof(Messages.SignerFailed), call.What, options.Command, code, said));
        }
        var how = run.ExitCode is { } exit
            ? Text.Of(nameof(Messages.SignerWithoutHash), exit)
            : Text.Of(nameof(Messages.SignerTooSlow), options.Timeout.TotalSeconds);
        throw new TransactionUnknownException(
            Text.Of(nameof(Messages.TransactionMaybeSent), call.What, options.Command, how, said), null);
    }

    private static bool IsCertainlyNotSent(string errors) =>
        Says(errors, NoConnection) || (!Says(errors, Lost) && Says(errors, NothingSent));

    private static bool Says(string errors, params string[] texts) =>
        Array.Exists(texts, text => errors.IndexOf(text, StringComparison.OrdinalIgnoreCase) >= 0);

    private List<string> Arguments(ContractCall call)
    {
        List<string> arguments = ["tx", "wasm", "execute", call.Contract, Encoding.UTF8.GetString(call.Message), "--from", options.KeyName];
        Add(arguments, "--amount", call.Coins.IsZero ? null : call.Coins.ToString(CultureInfo.InvariantCulture) + call.Denom);
        Add(arguments, "--node", options.RpcNode);
        Add(arguments, "--chain-id", options.ChainId);
        Add(arguments, "--gas", "auto");
        Add(arguments, "--gas-adjustment", options.GasAdjustment.ToString(CultureInfo.InvariantCulture));
        Add(arguments, "--gas-prices", options.GasPrices);
        Add(arguments, "--keyring-backend", options.KeyringBackend);
        Add(arguments, "--output", "json");
        arguments.Add("--yes");
        return arguments;
    }

    private static void Add(List<string> arguments, string name, string? value)
    {
        if (value is not null)
        {
            arguments.Add(name);
            arguments.Add(value);
        }
    }

    /// <summary>The result among what the program wrote; some versions write other lines around it.</summary>
    private static TransactionResult? ReadResult(string output)
    {
        foreach (var line in output.Split('\n').Append(output))
        {
            try
            {
                if (JsonSerializer.Deserialize(line, CudosJson.Default.TransactionResultWire) is { } wire
                    && TransactionMapper.ToResult(wire) is { } result)
                {
                    return result;
                }
            }
            catch (JsonException)
            {
                // Not this line; where none is readable, the caller is told so.
            }
        }
        return null;
    }

    private static string Excerpt(ProgramRun run)
    {
        var text = Printable.Line(run.Errors.Trim().Length > 0 ? run.Errors : run.Output, LongestExcerpt);
        return text.Length == 0 ? Messages.SignerSaidNothing : text.Length > LongestExcerpt ? text : text.TrimEnd('.') + ".";
    }

    private static string[] Words(string text) => text.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
