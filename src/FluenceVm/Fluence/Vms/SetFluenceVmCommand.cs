using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence;
using FluenceVm.Fluence.Clusters;
using FluenceVm.Fluence.Firewalls;
using FluenceVm.Fluence.Vms;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Cmdlets;

/// <summary>Renames VMs and opens or closes their ports. All VMs of the pipeline become one request.</summary>
[Cmdlet(VerbsCommon.Set, "FluenceVm", SupportsShouldProcess = true)]
[OutputType(typeof(Vm))]
public sealed class SetFluenceVmCommand : VmCmdlet
{
    private SecurityGroup? _group;
    private Cluster? _cluster;
    private string[]? _keys;
    private string? _userData;

    /// <summary>The new name: letters, digits and hyphens.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? NewName { get; set; }

    /// <summary>The whole new list of open ports, for example <c>22/tcp,443/tcp</c>; what is left out is closed.</summary>
    [Parameter]
    [Ports]
    [ArgumentCompleter(typeof(PortCompleter))]
    [ValidateNotNull]
    public VmPort[]? OpenPort { get; set; }

    /// <summary>Ports to open in addition to those that are open.</summary>
    [Parameter]
    [Ports]
    [ArgumentCompleter(typeof(PortCompleter))]
    [ValidateNotNullOrEmpty]
    public VmPort[] AddPort { get; set; } = [];

    /// <summary>Ports to close.</summary>
    [Parameter]
    [Ports]
    [ArgumentCompleter(typeof(OpenPortCompleter))]
    [ValidateNotNullOrEmpty]
    public VmPort[] RemovePort { get; set; } = [];

    /// <summary>
    /// The security group that filters the VMs after their next restart: an id, a name or an object (generation <c>Cloud</c>).
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(SecurityGroupCompleter))]
    [Reference(typeof(SecurityGroup), IdForm = Reference.Uuid)]
    [ValidateNotNull]
    public Reference? SecurityGroup { get; set; }

    /// <summary>
    /// The SSH keys of a draft, in the words of <c>New-FluenceVm</c>; they replace those that it has (generation <c>Cloud</c>).
    /// </summary>
    [Parameter]
    [Reference(typeof(SshKey), By = "Fingerprint")]
    [ArgumentCompleter(typeof(SshKeyCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? SshKey { get; set; }

    /// <summary>
    /// The cloud-init user data of a draft, or the path of a file that has it; an empty text takes it away (generation
    /// <c>Cloud</c>).
    /// </summary>
    [Parameter]
    [AllowEmptyString]
    [ValidateNotNull]
    public string? UserData { get; set; }

    /// <summary>
    /// The cluster that a draft moves to: an id, a name or an object; its own disks move along, its networks don't (generation
    /// <c>Cloud</c>).
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    [Reference(typeof(Cluster), IdForm = Reference.Uuid)]
    [ValidateNotNull]
    public Reference? Cluster { get; set; }

    /// <summary>Closes 22/tcp too, if the new list leaves it out.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes each VM, as it is after the change.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private VmChange Change => new()
    {
        NewName = NewName,
        OpenPort = OpenPort,
        AddPort = AddPort,
        RemovePort = RemovePort,
        Group = _group,
        SshKeys = _keys,
        UserData = _userData,
        Cluster = _cluster,
    };

    private protected override async Task BeginAsync(CancellationToken cancellationToken)
    {
        (_keys, _userData) = await AskAsync(ReadFiles);
        if (NewName is null && !Change.ChangesPorts && SecurityGroup is null && !Change.ChangesDrafts && Cluster is null)
        {
            throw CmdletException.NothingToChange();
        }
        if (Change.ChangesPorts && SecurityGroup is not null)
        {
            throw CmdletException.Of(nameof(Messages.PortsAndGroup), ErrorCategory.InvalidArgument, SecurityGroup.Text);
        }
        if (NewName is not null)
        {
            VmRules.CheckName(NewName);
        }
        VmRules.CheckPorts(AddPort.Concat(OpenPort ?? []));
    }

    private (string[]? Keys, string? UserData) ReadFiles() => (
        SshKey is null ? null : Array.ConvertAll(SshKey, key => TextOrFile.SshKey(key, SessionState)),
        UserData is { Length: > 0 } ? TextOrFile.UserData(UserData, SessionState) : UserData);

    private protected override async Task ProcessAsync(IFluenceClient client, IReadOnlyList<Vm> vms, CancellationToken cancellationToken)
    {
        _group = SecurityGroup is null ? null : await SecurityGroupFinder.Groups.FindAsync(client, SecurityGroup, cancellationToken);
        _cluster = Cluster is null ? null : await ClusterFinder.Clusters.FindAsync(client, Cluster, cancellationToken);
        // What is open is asked for anew: an object from an hour ago would close what was opened since.
        var change = Change;
        var current = change.ChangesPorts ? await ReadAsync(client, vms, cancellationToken) : vms;

        var updates = new List<VmUpdate>();
        var asWanted = new List<string>();
        await ForEachItemAsync(current, AskAsync);
        var changed = await UpdateAsync(client, updates, current, cancellationToken);
        asWanted.AddRange(changed.Select(update => update.Id));
        if (PassThru && asWanted.Count > 0)
        {
            await WriteCurrentAsync(client, asWanted, cancellationToken);
        }

        async Task AskAsync(Vm vm)
        {
            change.Check(vm, mayCloseSsh: Force);
            if (change.IsDone(vm))
            {
                Report(Text.Of(nameof(Messages.SetVmAsWanted), vm));
                asWanted.Add(vm.Id);
                return;
            }
            var update = change.ToUpdate(vm);
            await client.CheckUpdateAsync(update, cancellationToken);
            if (await ConfirmAsync(Prompt.Of(
                nameof(Messages.SetVmCaption),
                nameof(Messages.SetVmQuery),
                nameof(Messages.SetVmDescription),
                vm,
                change.Describe(vm))))
            {
                updates.Add(update);
            }
        }
    }

    // One request for all is what the service wants; one that refuses it is asked for each, so that one VM's failure is its own.
    private async Task<IReadOnlyList<VmUpdate>> UpdateAsync(
        IFluenceClient client, List<VmUpdate> updates, IReadOnlyList<Vm> vms, CancellationToken cancellationToken)
    {
        try
        {
            if (updates.Count > 1)
            {
                await client.UpdateVmsAsync(updates, cancellationToken);
                return updates;
            }
        }
        catch (FluenceApiException refusal) when (refusal.Status is >= 400 and < 500 and not (401 or 408 or 429))
        {
            Report(refusal.Message);
        }
        var done = new List<VmUpdate>();
        foreach (var update in updates)
        {
            var vm = vms.First(each => each.Id == update.Id);
            if (await ForItemAsync(vm, () => client.UpdateVmsAsync([update], cancellationToken)))
            {
                done.Add(update);
            }
        }
        return done;
    }

    private async Task<IReadOnlyList<Vm>> ReadAsync(IFluenceClient client, IReadOnlyList<Vm> vms, CancellationToken cancellationToken)
    {
        var byId = vms.ToDictionary(vm => vm.Id, StringComparer.OrdinalIgnoreCase);
        var current = new List<Vm>(vms.Count);
        await client.ListVmsAsync(new VmFilter { Ids = [.. byId.Keys] }, Keep, cancellationToken);
        foreach (var gone in byId.Values)
        {
            WriteFailure(CmdletException.VmNotFound(gone.Id), gone);
        }
        return current;

        void Keep(Vm vm)
        {
            if (byId.Remove(vm.Id))
            {
                current.Add(vm);
            }
        }
    }
}
