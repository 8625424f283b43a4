using System.Management.Automation;
using FluenceVm.Costs;
using FluenceVm.Fluence;
using FluenceVm.Fluence.Vms;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>
/// What things cost from now on: those that are piped in, or everything in the account, and then how long the balance lasts. Machines of
/// Cudos Compute count too if that is connected. Several currencies are never added up.
/// </summary>
[Cmdlet(VerbsDiagnostic.Measure, "FluenceCost")]
[OutputType(typeof(RunningCost))]
public sealed class MeasureFluenceCostCommand : FluenceCmdlet
{
    private readonly List<PSObject> _input = [];

    /// <summary>What to count: VMs, disks, addresses, orphans, machines, or VMs' names or ids. By default everything.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public PSObject[] InputObject { get; set; } = [];

    private protected override bool TryKeep()
    {
        _input.AddRange(InputObject);
        return true;
    }

    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        // An empty pipeline asks for nothing; without this it would ask for everything.
        if (!MyInvocation.ExpectingInput && _input.Count == 0)
        {
            await new AccountCosts(this, Connections, Connection).MeasureAsync(Write, (_, _) => { }, cancellationToken);
            return;
        }
        var input = new BilledInput((await CurrentAsync())?.Now ?? DateTimeOffset.UtcNow);
        foreach (var item in _input)
        {
            await ForItemAsync(item, () => { input.Add(item); return Task.CompletedTask; });
        }
        await AddNamedAsync(input, cancellationToken);
        foreach (var cost in RunningCost.Sum(input.Items))
        {
            Write(cost);
        }
    }

    private async Task AddNamedAsync(BilledInput input, CancellationToken cancellationToken)
    {
        if (input.Names.Count == 0)
        {
            return;
        }
        var client = await OpenAsync(cancellationToken);
        var vms = await VmResolver.ResolveAsync(
            input.Names,
            client,
            MyInvocation.MyCommand.Name,
            error => WriteFailure(error, error.Target),
            cancellationToken);
        foreach (var vm in vms)
        {
            input.Add(PSObject.AsPSObject(vm));
        }
    }
}
