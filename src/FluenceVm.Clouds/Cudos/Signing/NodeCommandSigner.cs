using System.Globalization;
using System.Text;
using FluenceVm.Clouds.Cudos.Nodes;
using FluenceVm.Clouds.Journal;
using FluenceVm.Clouds.Programs;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Cudos.Signing;

/// <summary>
/// Has the chain's own program sign; the key stays in its keyring. A program that writes, signs and encodes a transaction in
/// steps leaves the sending to the caller, who so knows the hash before. One that doesn't sends by itself.
/// </summary>
internal sealed class NodeCommandSigner(NodeProgram program, ChainQueries chain) : ITransactionSigner
{
    private NodeCommandOptions Options => program.Options;

    public async Task<PreparedTransaction> PrepareAsync(ContractCall call, CancellationToken cancellationToken)
    {
        if (!await program.SignsSeparatelyAsync(cancellationToken))
        {
            return new ProgramTransaction(
                program, call, Message(call, Options.KeyName, Options.ChainId, Options.KeyringBackend).Add("--yes"));
        }
        var latest = await chain.LatestBlockAsync(cancellationToken);
        var account = await chain.FindAccountAsync(call.Sender, cancellationToken)
            ?? throw new SignerException(Text.Of(nameof(Messages.AccountUnknown), call.What, call.Sender, latest.ChainId));
        var blocks = BlockRange.After(latest);
        var folder = Path.Combine(Path.GetTempPath(), "FluenceVm-" + Path.GetRandomFileName());
        UserOnly.CreateFolder(folder);
        try
        {
            return new SignedTransaction(
                chain, call, await SignAsync(call, new Signature(latest.ChainId, account, blocks, folder), cancellationToken), blocks);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<byte[]> SignAsync(ContractCall call, Signature signature, CancellationToken cancellationToken)
    {
        var unsigned = Path.Combine(signature.Folder, "unsigned.json");
        var signed = Path.Combine(signature.Folder, "signed.json");
        var written = await RunAsync(call, Unsigned(call, signature), cancellationToken);
        File.WriteAllText(unsigned, written.Output);
        await RunAsync(call, Sign(unsigned, signed, signature), cancellationToken);
        var encoded = await RunAsync(call, new ProgramArguments("tx", "encode", signed), cancellationToken);
        return Bytes(encoded.Output) ?? Bytes(encoded.Errors) ?? throw Failed(call, encoded);
    }

    // In this form the program takes no name of a key.
    private ProgramArguments Unsigned(ContractCall call, Signature signature) =>
        Message(call, call.Sender, signature.ChainId, keyring: null)
        .Add("--generate-only")
        .Add("--timeout-height", signature.Blocks.To.ToString(CultureInfo.InvariantCulture))
        .Add("--account-number", signature.Account.Number)
        .Add("--sequence", signature.Account.Sequence);

    private ProgramArguments Sign(string unsigned, string signed, Signature signature) => new ProgramArguments("tx", "sign", unsigned)
        .Add("--from", Options.KeyName)
        .Add("--output-document", signed)
        .Add("--account-number", signature.Account.Number)
        .Add("--sequence", signature.Account.Sequence)
        .Add("--chain-id", signature.ChainId)
        .Add("--node", Options.RpcNode)
        .Add("--keyring-backend", Options.KeyringBackend);

    private ProgramArguments Message(ContractCall call, string from, string? chain, string? keyring) =>
        new ProgramArguments("tx", "wasm", "execute", call.Contract, Encoding.UTF8.GetString(call.Message), "--from", from)
            .Add("--amount", call.Coins.IsZero ? null : call.Coins.ToString(CultureInfo.InvariantCulture) + call.Denom)
            .Add("--node", Options.RpcNode)
            .Add("--chain-id", chain)
            .Add("--gas", "auto")
            .Add("--gas-adjustment", Options.GasAdjustment.ToString(CultureInfo.InvariantCulture))
            .Add("--gas-prices", Options.GasPrices)
            .Add("--keyring-backend", keyring)
            .Add("--output", "json");

    // None of these steps sends anything, so whatever goes wrong, nothing was sent.
    private async Task<ProgramRun> RunAsync(ContractCall call, ProgramArguments arguments, CancellationToken cancellationToken)
    {
        var run = await program.RunAsync(arguments.All, cancellationToken);
        return run.ExitCode == 0 ? run : throw Failed(call, run);
    }

    private Exception Failed(ContractCall call, ProgramRun run)
    {
        if (ProgramWords.RefusalIn(run.Errors) is { } refusal)
        {
            return ProgramWords.Refused(call, refusal);
        }
        var said = NodeProgram.Excerpt(run);
        return new SignerException(run.ExitCode is { } code
            ? Text.Of(nameof(Messages.SignerFailed), call.What, Options.Command, code, said)
            : Text.Of(nameof(Messages.SignerFailedInTime), call.What, Options.Command, Options.Timeout.TotalSeconds, said));
    }

    private static byte[]? Bytes(string output)
    {
        foreach (var line in output.Split('\n'))
        {
            try
            {
                if (Convert.FromBase64String(line.Trim()) is { Length: > 0 } bytes)
                {
                    return bytes;
                }
            }
            catch (FormatException)
            {
                // Not this line: some versions write others around it.
            }
        }
        return null;
    }

    /// <summary>What a signature needs beside the message.</summary>
    private sealed record Signature(string ChainId, AccountNumbers Account, BlockRange Blocks, string Folder);
}
