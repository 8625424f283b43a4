using System.Management.Automation;
using FluenceVm.Engine;
using FluenceVm.Fluence;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Lists the orders that the journal on this machine remembers, the oldest first. Nothing is asked of the service.</summary>
[Cmdlet(VerbsCommon.Get, "FluenceOrder")]
[OutputType(typeof(Order))]
public sealed class GetFluenceOrderCommand : FluenceCmdlet
{
    /// <summary>Keys; wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [Alias("Key")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] OrderKey { get; set; } = [];

    /// <summary>Only orders in this state.</summary>
    [Parameter]
    public OrderState? State { get; set; }

    private protected override Task EndAsync(CancellationToken cancellationToken)
    {
        var keys = new NameFilter(OrderKey);
        foreach (var order in Session().Orders.List())
        {
            if (keys.Matches(order.Key) && (State is null || order.State == State))
            {
                Write(order);
            }
        }
        foreach (var missing in keys.UnmetLiterals)
        {
            WriteFailure(CmdletException.OrderNotFound(missing), missing);
        }
        return Task.CompletedTask;
    }
}
