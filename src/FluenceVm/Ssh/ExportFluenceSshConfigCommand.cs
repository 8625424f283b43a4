using System.Management.Automation;
using FluenceVm.Clouds.Ssh;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence.Vms;
using FluenceVm.Model;
using FluenceVm.Ssh;

namespace FluenceVm.Cmdlets;

/// <summary>Writes a file that <c>ssh_config</c> includes, or an inventory of Ansible, with every VM and machine under its name.</summary>
[Cmdlet(VerbsData.Export, "FluenceSshConfig", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportFluenceSshConfigCommand : SshCmdlet
{
    /// <summary>The file; by default one of the module's own. A file that the module didn't write is left as it is.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>What the names begin with.</summary>
    [Parameter]
    [ValidatePattern("^[A-Za-z0-9._-]*$")]
    public string Prefix { get; set; } = string.Empty;

    /// <summary>The VM that leads to those without a public address: its id, its name or the object.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(VmCompleter))]
    [Reference(typeof(Vm), Also = typeof(Machine), IdForm = Reference.VmId, Rows = true)]
    [ValidateNotNull]
    public Reference? Via { get; set; }

    /// <summary>Writes a YAML inventory of Ansible instead.</summary>
    [Parameter]
    public SwitchParameter AsAnsibleInventory { get; set; }

    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        var path = Path is null
            ? Folder.Config + (AsAnsibleInventory ? ".yml" : string.Empty)
            : await AskAsync(() => GetUnresolvedProviderPathFromPSPath(Path));
        var entries = await ListAsync(cancellationToken);
        var prompt = Prompt.Of(
            nameof(Messages.SshExportCaption), nameof(Messages.SshExportQuery), nameof(Messages.SshExportDescription), path, entries.Count);
        if (await ConfirmAsync(prompt))
        {
            var knownHosts = Folder.KnownHosts();
            SshFolder.Write(path, AsAnsibleInventory
                ? SshConfigText.ForAnsible(entries, knownHosts)
                : SshConfigText.ForSsh(entries, knownHosts));
            Write(new FileInfo(path));
        }
    }

    private async Task<List<SshEntry>> ListAsync(CancellationToken cancellationToken)
    {
        var targets = await OpenAsync(cancellationToken);
        var via = Via is null
            ? null
            : (await targets.FindAsync([Via], MyInvocation.MyCommand.Name, error => throw error, cancellationToken)).Single();
        if (via is { PublicAddress: null })
        {
            throw SshErrors.ViaMissing(via.Name);
        }
        var names = new SshNames(Prefix);
        var viaName = via is null ? null : names.For(via);
        var entries = new List<SshEntry>();
        foreach (var target in await targets.ListAsync(cancellationToken))
        {
            var isVia = target.Id == via?.Id && target.Cloud == via.Cloud;
            var usePrivate = !isVia && (Private || (target.PublicAddress is null && viaName is not null));
            try
            {
                var host = await HostOfAsync(targets, target, usePrivate, cancellationToken);
                var name = isVia ? viaName! : names.For(target);
                entries.Add(new SshEntry(name, target.Cloud.ToString().ToLowerInvariant(), host, usePrivate ? viaName : null));
            }
            catch (Exception reason) when (reason is CmdletException or ArgumentException)
            {
                // The others are written all the same.
                Report(Text.Of(nameof(Messages.SshLeftOut), target.Name, reason.Message));
            }
        }
        return entries;
    }
}
