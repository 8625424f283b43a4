using FluenceVm.Clouds.Programs;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Cudos.Signing;

/// <summary>The chain's own program, which holds the keys (docs/services/cudos-compute.md, "Who signs").</summary>
internal sealed class NodeProgram(NodeCommandOptions options, TimeProvider time)
{
    private const int LongestExcerpt = 400;

    private Task<bool>? _signsSeparately;

    /// <summary>How it is called.</summary>
    public NodeCommandOptions Options => options;

    /// <summary>Runs it to its end.</summary>
    /// <exception cref="SignerException">It can't be started.</exception>
    public async Task<ProgramRun> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await ProgramRun.RunAsync(options.Command, arguments, options.Timeout, time, cancellationToken);
        }
        catch (ProgramException exception)
        {
            throw new SignerException(Text.Of(nameof(Messages.SignerNotRun), exception.Message), exception);
        }
    }

    /// <summary>The address of the key, as the program gives it.</summary>
    /// <exception cref="SignerException">The program doesn't say.</exception>
    public async Task<string> GetAddressAsync(CancellationToken cancellationToken)
    {
        var run = await RunAsync(
            new ProgramArguments(
                "keys", "show", options.KeyName, "--address").Add("--keyring-backend", options.KeyringBackend).All, cancellationToken);
        // Versions differ in the stream that they write it to.
        return Words(run.Output + " " + run.Errors).FirstOrDefault(word => Bech32.PrefixOf(word) is not null)
            ?? throw new SignerException(Text.Of(nameof(Messages.SignerWithoutAddress), options.Command, options.KeyName, Excerpt(run)));
    }

    /// <summary>
    /// Whether it signs without sending: then the hash is known before. It is asked for help about that, and never tried out,
    /// because a program that ignores what it doesn't know would send.
    /// </summary>
    public async Task<bool> SignsSeparatelyAsync(CancellationToken cancellationToken)
    {
        var known = _signsSeparately ??= AskAsync(cancellationToken);
        try
        {
            return await known;
        }
        catch
        {
            _signsSeparately = null;
            throw;
        }
    }

    /// <summary>What it said, as one line for a message.</summary>
    public static string Excerpt(ProgramRun run)
    {
        var text = Json.Printable.Line(run.Errors.Trim().Length > 0 ? run.Errors : run.Output, LongestExcerpt);
        return text.Length == 0 ? Messages.SignerSaidNothing : text.Length > LongestExcerpt ? text : text.TrimEnd('.') + ".";
    }

    private async Task<bool> AskAsync(CancellationToken cancellationToken)
    {
        var run = await RunAsync(["tx", "sign", "--help"], cancellationToken);
        return run.ExitCode == 0 && (run.Output + run.Errors).IndexOf("tx sign", StringComparison.Ordinal) >= 0;
    }

    private static string[] Words(string text) => text.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
