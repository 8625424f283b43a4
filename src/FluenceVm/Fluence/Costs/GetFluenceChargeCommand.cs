using System.Management.Automation;
using FluenceVm.Clouds.Fluence.Costs;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence;
using FluenceVm.Fluence.Costs;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Lists what was spent, on what and when (generation <c>Cloud</c>). Each row is written as soon as it has arrived.</summary>
[Cmdlet(VerbsCommon.Get, "FluenceCharge", DefaultParameterSetName = "Rows")]
[OutputType(typeof(Charge))]
public sealed class GetFluenceChargeCommand : FluenceCmdlet
{
    /// <summary>The first day, UTC; by default the first of this month.</summary>
    [Parameter(Position = 0)]
    [Day]
    public DateTime? From { get; set; }

    /// <summary>The last day, UTC, which counts too; by default today.</summary>
    [Parameter(Position = 1)]
    [Day]
    public DateTime? To { get; set; }

    /// <summary>What the charges are added up by.</summary>
    [Parameter(ParameterSetName = "Rows")]
    public ChargeGroup GroupBy { get; set; }

    /// <summary>The times that they are split into; by default not at all.</summary>
    [Parameter(ParameterSetName = "Rows")]
    public ChargePeriod? Period { get; set; }

    /// <summary>Only the sum of everything, as the service tells it.</summary>
    [Parameter(ParameterSetName = "Total", Mandatory = true)]
    public SwitchParameter Total { get; set; }

    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        var days = Days.Of(From, To, (await SessionAsync()).Now);
        var query = new ChargeQuery(days.From, days.To) { GroupBy = GroupBy, Period = Period };
        var costs = (await OpenAsync(cancellationToken)).Costs;
        if (Total)
        {
            Write(await costs.SumChargesAsync(query, cancellationToken));
        }
        else
        {
            await costs.ListChargesAsync(query, Write, cancellationToken);
        }
    }
}
