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

    private bool ChangesPorts => AddPort.Length > 0 || RemovePort.Length > 0 || OpenPort is not null;

    private protected override Task BeginAsync(CancellationToken cancellationToken)
    {
        if (NewName is null && !ChangesPorts)
        {
            throw CmdletException.NothingToChange();
        }
        if (NewName is not null)
        {
            VmRules.CheckName(NewName);
        }
        VmRules.CheckPorts(AddPort.Concat(OpenPort ?? []));
        return Task.CompletedTask;
    }

    private protected override async Task ProcessAsync(IFluenceClient client, IReadOnlyList<Vm> vms, CancellationToken cancellationToken)
    {
        // What is open is asked for anew: an object from an hour ago would close what was opened since.
        var current = ChangesPorts ? await ReadAsync(client, vms, cancellationToken).ConfigureAwait(false) : vms;

        var updates = new List<VmUpdate>();
        var asWanted = new List<string>();
        foreach (var vm in current)
        {
            var ports = ChangesPorts ? NewPorts(vm) : null;
            if (ports is not null && OpenPort is null && HasUnknownPorts(vm))
            {
                WriteFailure(CmdletException.PortsUnknown(vm), vm);
            }
            else if (ports is not null && !Force && (vm.Ports.Contains(VmPort.Ssh) || HasUnknownPorts(vm)) && !ports.Contains(VmPort.Ssh))
            {
                WriteFailure(CmdletException.SshPortNeedsForce(vm), vm);
            }
            else if (IsAsWanted(vm, ports))
            {
                Report(Text.Of(nameof(Messages.SetVmAsWanted), vm));
                asWanted.Add(vm.Id);
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
        asWanted.AddRange(updates.Select(update => update.Id));
        if (PassThru && asWanted.Count > 0)
        {
            await WriteCurrentAsync(client, asWanted, cancellationToken).ConfigureAwait(false);
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

    // Without a security group, or with one that says more than a list of ports can, anything may be open.
    private static bool HasUnknownPorts(Vm vm) => vm.ApiVersion == FluenceApiVersion.Cloud && vm.Ports.Count == 0;

    private IReadOnlyList<VmPort> NewPorts(Vm vm) =>
        [.. (OpenPort ?? vm.Ports).Concat(AddPort).Except(RemovePort).Distinct()];

    private bool IsAsWanted(Vm vm, IReadOnlyList<VmPort>? ports) =>
        (NewName is null || NewName == vm.Name) && (ports is null || (!HasUnknownPorts(vm) && new HashSet<VmPort>(vm.Ports).SetEquals(ports)));

    private string Describe(Vm vm, IReadOnlyList<VmPort>? ports)
    {
        var changes = new List<string>();
        if (NewName is not null)
        {
            changes.Add(Text.Of(nameof(Messages.SetVmRename), NewName));
        }
        if (ports is not null)
        {
            Add(nameof(Messages.SetVmOpens), ports.Except(vm.Ports));
            Add(nameof(Messages.SetVmCloses), vm.Ports.Except(ports));
            if (HasUnknownPorts(vm))
            {
                changes.Add(Messages.SetVmClosesOthers);
            }
        }
        return string.Join("; ", changes);

        void Add(string message, IEnumerable<VmPort> list)
        {
            if (string.Join(", ", list) is { Length: > 0 } text)
            {
                changes.Add(Text.Of(message, text));
            }
        }
    }
}
