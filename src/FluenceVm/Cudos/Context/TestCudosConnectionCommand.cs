using System.Management.Automation;
using FluenceVm.Clouds.Cudos;
using FluenceVm.Clouds.Cudos.Checks;
using FluenceVm.Clouds.Cudos.Signing;
using FluenceVm.Cudos;
using FluenceVm.Cudos.Context;
using FluenceVm.Engine;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Cmdlets;

/// <summary>Finds out what is wrong with a connection to Cudos Compute, or that nothing is. It signs and changes nothing.</summary>
[Cmdlet(VerbsDiagnostic.Test, "CudosConnection", DefaultParameterSetName = ConnectionSet)]
[OutputType(typeof(ConnectionCheck))]
public sealed class TestCudosConnectionCommand : CudosTargetCmdlet
{
    private const string ConnectionSet = "Connection";

    /// <summary>The connection to check; by default the runspace's current one.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = ConnectionSet)]
    [ValidateNotNull]
    public CudosContext? Connection { get; set; }

    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var checkup = ParameterSetName == ConnectionSet ? Session().NewCheckup() : await SaidAsync(cancellationToken);
        await checkup.RunAsync(Write, report => Report(report.ToString()), cancellationToken);
    }

    private CudosSession Session() => Connection switch
    {
        null => Connections.Cudos ?? throw CudosErrors.NotConnected(),
        CudosSession session => session,
        var copy => throw CudosErrors.ConnectionClosed(copy),
    };

    private async Task<CudosCheckup> SaidAsync(CancellationToken cancellationToken)
    {
        if (Emulator)
        {
            return new CudosCheckup(CudosConnector.ToEmulator(Connections.Embedded, Owner));
        }
        var (program, problem) = await TryProgramAsync();
        var wishes = Wishes() with { NodeCommand = program };
        return new CudosCheckup(CudosConnector.ToNodes(wishes, await TryFindEmulatorAsync(wishes, cancellationToken)))
        {
            SignerProblem = problem,
        };
    }

    private async Task<(NodeCommandOptions? Program, string? Problem)> TryProgramAsync()
    {
        try
        {
            return (await ProgramAsync(), null);
        }
        catch (CmdletException problem)
        {
            return (null, problem.Message);
        }
    }

    // What keeps it from answering shows in the rows.
    private static async Task<CudosConnectionOptions?> TryFindEmulatorAsync(CudosWishes wishes, CancellationToken cancellationToken)
    {
        try
        {
            return await CudosConnector.FindEmulatorAsync(wishes, cancellationToken);
        }
        catch (Exception trouble) when (ServiceTrouble.Is(trouble) || trouble is ArgumentException)
        {
            return null;
        }
    }
}
