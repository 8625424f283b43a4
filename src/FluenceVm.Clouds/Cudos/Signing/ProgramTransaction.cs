using System.Text.Json;
using System.Text.RegularExpressions;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Cudos.Signing;

/// <summary>A message that the program signs and sends in one go: nobody knows its hash before the program says it.</summary>
internal sealed class ProgramTransaction(NodeProgram program, ContractCall call, ProgramArguments arguments) : PreparedTransaction(null)
{
    private static readonly Regex HashInText = new(
        "\"?txhash\"?\\s*:\\s*\"?([0-9A-Fa-f]{64})\\b", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public override async Task<SentTransaction> SendAsync(CancellationToken cancellationToken)
    {
        var options = program.Options;
        var run = await program.RunAsync(arguments.All, cancellationToken);
        if (ReadResult(run.Output) is { } result)
        {
            return new SentTransaction(result.Hash, result);
        }
        var said = NodeProgram.Excerpt(run);
        if (HashInText.Match(run.Output) is { Success: true } found)
        {
            var hash = found.Groups[1].Value.ToUpperInvariant();
            return new SentTransaction(hash, null, new InvalidDataException(Text.Of(nameof(Messages.SignerSaid), options.Command, said)));
        }
        if (run.ExitCode is { } code && code != 0 && ProgramWords.MeanNothingWasSent(run.Errors))
        {
            throw ProgramWords.RefusalIn(run.Errors) is { } refusal
                ? ProgramWords.Refused(call, refusal)
                : new SignerException(Text.Of(nameof(Messages.SignerFailed), call.What, options.Command, code, said));
        }
        var how = run.ExitCode is { } exit
            ? Text.Of(nameof(Messages.SignerWithoutHash), exit)
            : Text.Of(nameof(Messages.SignerTooSlow), options.Timeout.TotalSeconds);
        throw new TransactionUnknownException(Text.Of(nameof(Messages.TransactionMaybeSent), call.What, options.Command, how, said), null);
    }

    /// <summary>The result among what the program wrote; some versions write other lines around it.</summary>
    private static TransactionResult? ReadResult(string output)
    {
        foreach (var line in output.Split('\n').Append(output))
        {
            try
            {
                if (JsonSerializer.Deserialize(
                    line, CudosJson.Default.TransactionResultWire) is { } wire && TransactionMapper.ToResult(wire) is { } result)
                {
                    return result;
                }
            }
            catch (JsonException)
            {
                // Not this line; if none is readable, the caller is told so.
            }
        }
        return null;
    }
}
