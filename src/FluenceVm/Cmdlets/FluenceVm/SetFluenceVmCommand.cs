using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Errors;
using FluenceVm.Model;
using FluenceVm.Pipeline;

namespace FluenceVm.Cmdlets;

/// <summary>Renames VMs and opens or closes their ports. All VMs of the pipeline become one request.</summary>
[Cmdlet(VerbsCommon.Set, "FluenceVm", SupportsShouldProcess = true)]
[OutputType(typeof(Vm))]
public sealed class SetFluenceVmCommand : VmCmdlet
{
    /// <summary>The new name: letters, digits and hyphens.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? NewName { get; set; }

    /// <summary>The whole new list of open ports, for example <c>22/tcp,443/tcp</c>; what is left out is closed.</summary>
    [Parameter]
    [ValidateNotNull]
    public VmPort[]? OpenPort { get; set; }

    /// <summary>Ports to open in addition to those that are open.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public VmPort[] AddPort { get; set; } = [];

    /// <summary>Ports to close.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public VmPort[] RemovePort { get; set; } = [];

    /// <summary>Closes 22/tcp too, where the new list leaves it out.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes each VM, as it is after the change.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override async Task ProcessAsync(IFluenceClient client, IReadOnlyList<Vm> vms, CancellationToken cancellationToken)
    {
        // What is open is asked for anew: an object from an hour ago would close what was opened since.
        var changesPorts = AddPort.Length > 0 || RemovePort.Length > 0 || OpenPort is not null;
        var current = changesPorts ? await ReadAsync(client, vms, cancellationToken).ConfigureAwait(false) : vms;

        var updates = new List<VmUpdate>();
        foreach (var vm in current)
        {
            var ports = changesPorts ? NewPorts(vm) : null;
            if (ports is not null && !Force && vm.Ports.Contains(VmPort.Ssh) && !ports.Contains(VmPort.Ssh))
            {
                WriteFailure(CmdletException.SshPortNeedsForce(vm), vm);
            }
            else if (await ConfirmAsync(Text.Of(nameof(Messages.SetVmDescription), vm, Describe(vm, ports)), Text.Of(nameof(Messages.SetVmQuery), vm, Describe(vm, ports)), Messages.SetVmCaption).ConfigureAwait(false))
            {
                updates.Add(new VmUpdate { Id = vm.Id, Name = NewName, OpenPorts = ports });
            }
        }
        if (updates.Count > 0)
        {
            await client.UpdateVmsAsync(updates, cancellationToken).ConfigureAwait(false);
        }
        if (PassThru && updates.Count > 0)
        {
            await WriteCurrentAsync(client, updates.ConvertAll(update => update.Id), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<Vm>> ReadAsync(IFluenceClient client, IReadOnlyList<Vm> vms, CancellationToken cancellationToken)
    {
        var byId = vms.ToDictionary(vm => vm.Id, StringComparer.OrdinalIgnoreCase);
        var current = new List<Vm>(vms.Count);
        await client.ListVmsAsync(new VmFilter { Ids = [.. byId.Keys] }, Keep, cancellationToken).ConfigureAwait(false);
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

    private IReadOnlyList<VmPort> NewPorts(Vm vm) =>
        [.. (OpenPort ?? vm.Ports).Concat(AddPort).Except(RemovePort).Distinct()];

    private string Describe(Vm vm, IReadOnlyList<VmPort>? ports)
    {
        var changes = new List<string>();
        if (NewName is not null)
        {
            changes.Add(Text.Of(nameof(Messages.SetVmRename), NewName));
        }
        if (ports is not null)
        {
            changes.Add(Text.Of(nameof(Messages.SetVmPorts), List(ports.Except(vm.Ports)), List(vm.Ports.Except(ports))));
        }
        return string.Join("; ", changes);

        static string List(IEnumerable<VmPort> list) => string.Join(", ", list) is { Length: > 0 } text ? text : "none";
    }
}
