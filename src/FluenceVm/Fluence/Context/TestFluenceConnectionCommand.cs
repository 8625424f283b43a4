using System.Management.Automation;
using FluenceVm.Clouds.Fluence.Checks;
using FluenceVm.Engine;
using FluenceVm.Fluence.Context;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Finds out what is wrong with a connection to Fluence, or that nothing is. It changes nothing.</summary>
[Cmdlet(VerbsDiagnostic.Test, "FluenceConnection", DefaultParameterSetName = ConnectionSet)]
[OutputType(typeof(ConnectionCheck))]
public sealed class TestFluenceConnectionCommand : FluenceTargetCmdlet
{
    private const string ConnectionSet = "Connection";

    /// <summary>The connection to check; by default the runspace's current one, else what the environment says.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = ConnectionSet)]
    [ValidateNotNull]
    public FluenceContext? Connection { get; set; }

    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        try
        {
            var checkup = await CheckupAsync();
            await checkup.RunAsync(Write, report => Report(report.ToString()), cancellationToken);
        }
        catch (CmdletException problem)
        {
            // What keeps a connection from being made is what was asked for.
            Write(new ConnectionCheck { Check = "Connection", Passed = false, Detail = problem.Message });
        }
    }

    private async Task<FluenceCheckup> CheckupAsync() => Connection switch
    {
        FluenceSession session => session.NewCheckup(),
        not null => throw CmdletException.ConnectionClosed(Connection),
        _ when ParameterSetName == ConnectionSet && Connections.Fluence is { } current && ApiVersion == FluenceApiVersion.Auto =>
            current.NewCheckup(),
        _ => new FluenceCheckup((await TargetAsync()).Options),
    };
}
