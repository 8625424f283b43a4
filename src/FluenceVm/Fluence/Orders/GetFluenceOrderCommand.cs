using System.Management.Automation;
using FluenceVm.Clouds.Fluence.Orders;
using FluenceVm.Clouds.Journal;
using FluenceVm.Engine;
using FluenceVm.Fluence;
using FluenceVm.Fluence.Orders;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>
/// Lists the orders that the journal on this machine remembers, the oldest first. One that was refused comes only if its key or
/// <c>-State NotCreated</c> asks for it. Nothing is asked of the service, and no connection is needed.
/// </summary>
[Cmdlet(VerbsCommon.Get, "FluenceOrder")]
[OutputType(typeof(Order))]
public sealed class GetFluenceOrderCommand : FluenceCmdlet
{
    private readonly List<string> _keys = [];

    /// <summary>Keys; wildcards are allowed. Or objects through the pipeline.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Key")]
    [ArgumentCompleter(typeof(OrderKeyCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] OrderKey { get; set; } = [];

    /// <summary>Only orders in this state.</summary>
    [Parameter]
    public OrderState? State { get; set; }

    /// <summary>The orders of every account, not only the connected one's. Without a connection they are listed anyway.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    private protected override bool TryKeep()
    {
        _keys.AddRange(OrderKey);
        return true;
    }

    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        // An empty pipeline asks for nothing; without this it would ask for everything.
        if (MyInvocation.ExpectingInput && _keys.Count == 0)
        {
            return;
        }
        var keys = new NameFilter(_keys);
        foreach (var order in await OrdersAsync(cancellationToken))
        {
            if (keys.Matches(order.Key) && IsAskedFor(order))
            {
                Write(order);
            }
        }
        foreach (var missing in keys.UnmetLiterals)
        {
            WriteFailure(CmdletException.OrderNotFound(missing), missing);
        }
    }

    private bool IsAskedFor(Order order) => State is { } state
        ? order.State == state
        : _keys.Count > 0 || order.State != OrderState.NotCreated;

    private async Task<IEnumerable<Order>> OrdersAsync(CancellationToken cancellationToken)
    {
        if (!All && (Connection is not null || await CurrentAsync() is not null))
        {
            try
            {
                return Shown((await JournalAsync(cancellationToken)).All());
            }
            catch (Exception failure) when (Certainty.IsTrouble(failure))
            {
                // What is written down can be read although the service can't tell whose account this is.
                Warn(Text.Of(nameof(Messages.OrdersOfAll), failure.Message));
            }
        }
        var home = new JournalHome();
        return home.FirstVersion().Select(OrderSteps.ToOrder).Concat(Shown(home.All()));
    }

    private static IEnumerable<Order> Shown(IEnumerable<Operation> operations) =>
        operations.Where(operation => operation.Kind == OperationKind.Order && OrderSteps.IsOfVms(operation)).Select(OrderSteps.ToOrder);
}
