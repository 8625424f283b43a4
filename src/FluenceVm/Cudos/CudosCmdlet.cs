using System.Management.Automation;
using FluenceVm.Clouds.Cudos;
using FluenceVm.Clouds.Http;
using FluenceVm.Cudos.Context;
using FluenceVm.Engine;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Cudos;

/// <summary>A cmdlet that talks to Cudos Compute.</summary>
public abstract class CudosCmdlet : AsyncCmdlet
{
    private protected CudosCmdlet()
    {
    }

    /// <summary>The connection to use, as <c>Connect-Cudos</c> returned it; by default the runspace's current one.</summary>
    [Parameter]
    [ValidateNotNull]
    public CudosContext? Connection { get; set; }

    /// <summary>A client whose requests are told to <c>-Verbose</c>, and to what the tab key remembers.</summary>
    private protected CudosClient Open()
    {
        var session = Session();
        return session.Open(Observe, this.Tell);

        void Observe(RequestReport report)
        {
            session.Completions.Notice(report);
            Report(report.ToString());
        }
    }

    private protected CudosSession Session() => Connection switch
    {
        null => Connections.Cudos ?? throw CudosErrors.NotConnected(),
        CudosSession session => session,
        var copy => throw CudosErrors.ConnectionClosed(copy),
    };

    /// <summary>The account that changes are made for, and signed.</summary>
    private protected string Sender()
    {
        var session = Session();
        var owner = session.Owner ?? throw CudosErrors.OwnerMissing();
        return session.Emulator || session.NodeCommand is not null ? owner : throw new SignerException(Messages.SignerMissing);
    }

    private protected override Task<string?> DescribeAccountAsync() => Task.FromResult(Session().Owner);
}
