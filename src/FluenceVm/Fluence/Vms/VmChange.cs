using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Engine;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Vms;

/// <summary>What a user wants changed of VMs: the name, the open ports, and what a draft lets be changed.</summary>
internal sealed class VmChange
{
    public string? NewName { get; init; }

    /// <summary>The whole new list; null if it starts from what is open.</summary>
    public IReadOnlyList<VmPort>? OpenPort { get; init; }

    public IReadOnlyList<VmPort> AddPort { get; init; } = [];

    public IReadOnlyList<VmPort> RemovePort { get; init; } = [];

    /// <summary>The group that is to filter the VM; null if it stays.</summary>
    public SecurityGroup? Group { get; init; }

    /// <summary>The whole new list of SSH keys; null if they stay.</summary>
    public IReadOnlyList<string>? SshKeys { get; init; }

    /// <summary>The new user data, empty for none; null if they stay.</summary>
    public string? UserData { get; init; }

    /// <summary>The cluster that a draft moves to; null if it stays.</summary>
    public Cluster? Cluster { get; init; }

    public bool ChangesDrafts => SshKeys is not null || UserData is not null || Cluster is not null;

    public bool ChangesPorts => AddPort.Count > 0 || RemovePort.Count > 0 || OpenPort is not null;

    /// <summary>The ports that a VM is to have; null if they stay.</summary>
    public IReadOnlyList<VmPort>? PortsOf(Vm vm) =>
        ChangesPorts ? [.. (OpenPort ?? vm.Ports ?? []).Concat(AddPort).Except(RemovePort).Distinct()] : null;

    /// <summary>Refuses a VM that can't be changed so.</summary>
    public void Check(Vm vm, bool mayCloseSsh)
    {
        if (WhyNot(vm, mayCloseSsh) is { } reason)
        {
            throw reason;
        }
    }

    private CmdletException? WhyNot(Vm vm, bool mayCloseSsh) =>
        ChangesDrafts && vm.Status != VmStatus.Draft ? CmdletException.NotADraft(vm)
        : !ChangesPorts ? null
        : OpenPort is null && vm.Ports is null ? CmdletException.PortsUnknown(vm)
        : !mayCloseSsh && vm.Ports?.Contains(VmPort.Ssh) is not false && !PortsOf(vm)!.Contains(VmPort.Ssh)
            ? CmdletException.SshPortNeedsForce(vm)
        : null;

    public VmUpdate ToUpdate(Vm vm) => new()
    {
        Id = vm.Id,
        Name = NewName,
        OpenPorts = PortsOf(vm),
        SecurityGroup = Group?.Id,
        SshKeys = SshKeys,
        UserData = UserData,
        Cluster = Cluster?.Id,
    };

    // The service doesn't tell which keys and user data a draft has.
    public bool IsDone(Vm vm) => !ChangesDrafts
        && (NewName is null || NewName == vm.Name)
        && (!ChangesPorts || (vm.Ports is { } open && new HashSet<VmPort>(open).SetEquals(PortsOf(vm)!)))
        && (Group is null || Group.VmIds.Contains(vm.Id, StringComparer.OrdinalIgnoreCase));

    /// <summary>What it changes of a VM, as a question names it.</summary>
    public string Describe(Vm vm)
    {
        var changes = new List<string>();
        if (NewName is not null)
        {
            changes.Add(Text.Of(nameof(Messages.SetVmRename), NewName));
        }
        if (PortsOf(vm) is { } ports)
        {
            Add(nameof(Messages.SetVmOpens), ports.Except(vm.Ports ?? []));
            Add(nameof(Messages.SetVmCloses), (vm.Ports ?? []).Except(ports));
            if (vm.Ports is null)
            {
                changes.Add(Messages.SetVmClosesOthers);
            }
        }
        if (SshKeys is not null)
        {
            changes.Add(Messages.SetVmKeys);
        }
        if (UserData is not null)
        {
            changes.Add(UserData.Length > 0 ? Messages.SetVmUserData : Messages.SetVmNoUserData);
        }
        if (Cluster is not null)
        {
            changes.Add(Text.Of(nameof(Messages.SetVmCluster), Cluster));
        }
        if (Group is not null)
        {
            changes.Add(Text.Of(nameof(Messages.SetVmGroup), Group));
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
