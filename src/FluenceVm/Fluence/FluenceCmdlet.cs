using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Journal;
using FluenceVm.Engine;
using FluenceVm.Fluence.Context;
using FluenceVm.Model;

namespace FluenceVm.Fluence;

/// <summary>A cmdlet that talks to Fluence.</summary>
public abstract class FluenceCmdlet : AsyncCmdlet
{
    private protected FluenceCmdlet()
    {
    }

    /// <summary>The connection to use, as <c>Connect-Fluence</c> returned it; by default the runspace's current one.</summary>
    [Parameter]
    [ValidateNotNull]
    public FluenceContext? Connection { get; set; }

    /// <summary>A client whose requests are told to <c>-Verbose</c>.</summary>
    private protected Task<IFluenceClient> OpenAsync(CancellationToken cancellationToken) =>
        Session().OpenAsync(report => Report(report.ToString()), this.Tell, Warn, cancellationToken);

    /// <summary>The journal of the connection's account.</summary>
    private protected Task<OperationJournal> JournalAsync(CancellationToken cancellationToken) =>
        Session().JournalAsync(new JournalHome(), cancellationToken);

    private protected FluenceSession Session() => Connection switch
    {
        null => Connections.CurrentFluence() ?? throw CmdletException.NotConnected(),
        FluenceSession session => session,
        var copy => throw CmdletException.ConnectionClosed(copy),
    };
}
