using System.Management.Automation;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>What an order would cost: price per epoch and deposit. Nothing is ordered.</summary>
[Cmdlet(VerbsCommon.Get, "FluenceEstimate")]
[OutputType(typeof(Estimate))]
public sealed class GetFluenceEstimateCommand : ConstraintCmdlet
{
    /// <summary>How many VMs.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Amount(Whole = true)]
    [NotGivenIfEmpty]
    [ValidateRange(1, int.MaxValue)]
    public int Count { get; set; } = 1;

    private protected override Task ProcessAsync(CancellationToken cancellationToken) => ForItemAsync(Configuration, async () =>
    {
        var client = await OpenAsync(cancellationToken);
        Write(await client.EstimateAsync(Constraints(), Count, cancellationToken));
    });
}
