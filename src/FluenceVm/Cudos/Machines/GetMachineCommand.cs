using System.Management.Automation;
using FluenceVm.Clouds.Cudos;
using FluenceVm.Cudos;
using FluenceVm.Cudos.Machines;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>
/// Lists machines of Cudos Compute: the account's own, unless others are asked for. Each is written as soon as it has arrived.
/// </summary>
[Cmdlet(VerbsCommon.Get, "Machine")]
[OutputType(typeof(Machine))]
public sealed class GetMachineCommand : CudosCmdlet
{
    private readonly List<string> _ids = [];

    /// <summary>
    /// Ids; wildcards are allowed. A whole id is found whoever owns the machine; one that isn't there is an error, the others
    /// still come.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(MachineIdCompleter))]
    [Reference(typeof(Machine), Rows = true)]
    [ValidateNotNullOrEmpty]
    public Reference[] Id { get; set; } = [];

    /// <summary>States; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(MachineStateCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] State { get; set; } = [];

    /// <summary>Regions: <c>na</c>, <c>eu</c>, <c>ap</c>; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RegionCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Region { get; set; } = [];

    /// <summary>The account whose machines are listed; by default the connection's.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Owner { get; set; }

    /// <summary>Only machines that this provider committed to.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Provider { get; set; }

    /// <summary>Everybody's machines, unowned ones included.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    private protected override bool TryKeep()
    {
        _ids.AddRange(Id.Select(reference => reference.Text));
        return true;
    }

    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        // An empty pipeline asks for nothing; without this it would ask for everything.
        if (MyInvocation.ExpectingInput && _ids.Count == 0)
        {
            return;
        }
        var client = Open();
        foreach (var unknown in State.Where(state => !MachineStates.Match(state)))
        {
            Warn(Text.Of(nameof(Messages.MachineStateDoubtful), unknown, MachineStates.Known));
        }
        var (states, regions) = (new NameFilter(State), new NameFilter(Region));
        var patterns = _ids.FindAll(WildcardPattern.ContainsWildcardCharacters);
        var written = new HashSet<string>(StringComparer.Ordinal);
        if (patterns.Count < _ids.Count)
        {
            await FindAsync(client, [.. _ids.Except(patterns, StringComparer.Ordinal)], Output, cancellationToken);
        }
        if (patterns.Count > 0 || _ids.Count == 0)
        {
            var ids = new NameFilter(patterns);
            var owner = All ? null : Owner ?? Session().Owner ?? throw CudosErrors.OwnerMissing();
            await client.ListMachinesAsync(owner, Provider, machine => Output(ids.Matches(machine.Id) ? machine : null), cancellationToken);
        }
        this.WarnOfUnknown(
            regions, nameof(Region), [Model.Region.NorthAmerica.Value, Model.Region.Europe.Value, Model.Region.AsiaPacific.Value]);

        void Output(Machine? machine)
        {
            if (machine is not null
                && states.Matches(machine.State)
                && regions.Matches(machine.Region)
                && (_ids.Count == 0 || written.Add(machine.Id)))
            {
                Write(machine);
            }
        }
    }

    private async Task FindAsync(CudosClient client, IReadOnlyList<string> ids, Action<Machine> output, CancellationToken cancellationToken)
    {
        var machines = await client.FindMachinesAsync(ids, cancellationToken);
        foreach (var machine in machines)
        {
            if ((Owner is null || machine.Owner == Owner) && (Provider is null || machine.Provider == Provider))
            {
                output(machine);
            }
        }
        foreach (var missing in ids.Except(machines.Select(machine => machine.Id), StringComparer.Ordinal))
        {
            WriteFailure(CudosErrors.MachineNotFound(missing), missing);
        }
    }
}
