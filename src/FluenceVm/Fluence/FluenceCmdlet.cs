using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Http;
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

    /// <summary>A client whose requests are told to <c>-Verbose</c>, and to what the tab key remembers.</summary>
    private protected async Task<IFluenceClient> OpenAsync(CancellationToken cancellationToken)
    {
        var session = await SessionAsync();
        return await session.OpenAsync(Observe, this.Tell, Warn, cancellationToken);

        void Observe(RequestReport report)
        {
            session.Completions.Notice(report);
            Report(report.ToString());
        }
    }

    /// <summary>The journal of the connection's account.</summary>
    private protected async Task<OperationJournal> JournalAsync(CancellationToken cancellationToken)
    {
        var session = await SessionAsync();
        return await session.JournalAsync(new JournalHome(), cancellationToken);
    }

    private protected async Task<FluenceSession> SessionAsync() => Connection switch
    {
        null => await CurrentAsync() ?? throw CmdletException.NotConnected(),
        FluenceSession session => session,
        var copy => throw CmdletException.ConnectionClosed(copy),
    };

    /// <summary>The connection to use if none is named, for which a vault may be asked; null if there is none.</summary>
    private protected Task<FluenceSession?> CurrentAsync() => AskAsync(() => Connections.CurrentFluence(mayFetch: true));

    private protected override async Task<string?> DescribeAccountAsync() =>
        (Connection as FluenceSession ?? await CurrentAsync())?.DescribeAccount();
}
