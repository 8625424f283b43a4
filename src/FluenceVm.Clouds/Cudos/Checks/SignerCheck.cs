using FluenceVm.Clouds.Checks;
using FluenceVm.Clouds.Cudos.Signing;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Cudos.Checks;

/// <summary>Whether the signing program can be asked, and whose key it has. It is never asked to sign.</summary>
internal sealed class SignerCheck(CheckReport report, CudosConnectionOptions options, string? problem)
{
    /// <summary>Tells of the program and its key.</summary>
    /// <returns>The account that the connection acts for; null if it acts for none.</returns>
    public async Task<string?> RunAsync(CancellationToken cancellationToken)
    {
        if (problem is not null)
        {
            report.Fail(CudosChecks.Signer, problem, null);
            report.Unknown(CudosChecks.Key, Messages.CheckNeedsSigner);
        }
        else if (options.NodeCommand is { } command)
        {
            return await AskAsync(new NodeProgram(command, options.TimeProvider), cancellationToken);
        }
        else if (options.Emulator)
        {
            report.Pass(CudosChecks.Signer, Messages.CheckSignerEmulator);
            report.Pass(CudosChecks.Key, Messages.CheckSignerEmulator);
        }
        else
        {
            report.Unknown(CudosChecks.Signer, Messages.CheckSignerNone);
            report.Unknown(CudosChecks.Key, Messages.CheckSignerNone);
        }
        return options.Owner;
    }

    private async Task<string?> AskAsync(NodeProgram program, CancellationToken cancellationToken)
    {
        try
        {
            var separately = await program.SignsSeparatelyAsync(cancellationToken);
            report.Pass(
                CudosChecks.Signer,
                Text.Of(
                    separately ? nameof(Messages.CheckSignerSeparately) : nameof(Messages.CheckSignerSends), program.Options.Command));
        }
        catch (SignerException failure)
        {
            report.Fail(CudosChecks.Signer, failure.Message, null);
            report.Unknown(CudosChecks.Key, Messages.CheckNeedsSigner);
            return options.Owner;
        }
        return await AskForKeyAsync(program, cancellationToken);
    }

    private async Task<string?> AskForKeyAsync(NodeProgram program, CancellationToken cancellationToken)
    {
        try
        {
            var address = await program.GetAddressAsync(cancellationToken);
            if (options.Owner is { } owner && owner != address)
            {
                report.Fail(
                    CudosChecks.Key, Text.Of(nameof(Messages.OwnerOfAnotherKey), owner, program.Options.KeyName, address), null);
            }
            else
            {
                report.Pass(CudosChecks.Key, Text.Of(nameof(Messages.CheckSignerKey), program.Options.KeyName, address));
            }
            return address;
        }
        catch (SignerException failure)
        {
            report.Fail(CudosChecks.Key, failure.Message, null);
            return options.Owner;
        }
    }
}
