using System.Management.Automation;
using FluenceVm.Clouds.Journal;
using FluenceVm.Clouds.Ssh;
using FluenceVm.Engine;

namespace FluenceVm.Ssh;

/// <summary>A cmdlet that leads the system's ssh client to VMs of Fluence and machines of Cudos.</summary>
public abstract class SshCmdlet : AsyncCmdlet
{
    private protected SshCmdlet()
    {
    }

    /// <summary>The user to log in as; by default the image's.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? UserName { get; set; }

    /// <summary>The file of the private key; by default what the ssh client takes by itself.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? IdentityFile { get; set; }

    /// <summary>The port; by default 22.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    public int? Port { get; set; }

    /// <summary>Uses private addresses, for those who are in the VMs' network.</summary>
    [Parameter]
    public SwitchParameter Private { get; set; }

    /// <summary>Where the module keeps what belongs to ssh.</summary>
    private protected static SshFolder Folder => new(new JournalHome());

    private protected async Task<SshTargets> OpenAsync(CancellationToken cancellationToken)
    {
        var fluence = await AskAsync(() => Connections.CurrentFluence(mayFetch: true));
        var cudos = Connections.Cudos;
        var client = fluence is null
            ? null
            : await fluence.OpenAsync(report => Report(report.ToString()), this.Tell, Warn, cancellationToken);
        return new SshTargets(fluence, client, cudos, cudos?.Open(report => Report(report.ToString()), this.Tell));
    }

    /// <summary>The way to a machine.</summary>
    /// <param name="targets">Knows who logs in there.</param>
    /// <param name="target">The machine.</param>
    /// <param name="usePrivate">Whether its private address is meant.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    private protected async Task<SshHost> HostOfAsync(
        SshTargets targets, SshTarget target, bool usePrivate, CancellationToken cancellationToken)
    {
        var address = usePrivate
            ? await targets.FindPrivateAddressAsync(target, cancellationToken) ?? throw SshErrors.PrivateAddressMissing(target.Name)
            : target.PublicAddress ?? throw SshErrors.AddressMissing(target.Name);
        var user = UserName ?? await targets.FindUserAsync(target, cancellationToken) ?? throw SshErrors.UserUnknown(target.Name);
        var identity = IdentityFile is null ? null : await AskAsync(() => GetUnresolvedProviderPathFromPSPath(IdentityFile));
        return new SshHost(target.Name, SshHost.AliasOf(target.Service, target.Id), address, user) { Port = Port, IdentityFile = identity };
    }
}
