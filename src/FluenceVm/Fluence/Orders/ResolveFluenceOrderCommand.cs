using System.Management.Automation;
using FluenceVm.Fluence;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Settles orders whose answer was lost, from the list of VMs. It orders nothing.</summary>
[Cmdlet(VerbsDiagnostic.Resolve, "FluenceOrder")]
[OutputType(typeof(Order))]
public sealed class ResolveFluenceOrderCommand : FluenceCmdlet
{
    private readonly List<string> _keys = [];

    /// <summary>The orders' keys; by default every unknown one that was placed at the connection's service.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Key")]
    [ValidateNotNullOrEmpty]
    public string[] OrderKey { get; set; } = [];

    private protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        _keys.AddRange(OrderKey);
        return Task.CompletedTask;
    }

    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        var session = Session();
        if (_keys.Count == 0 && !MyInvocation.ExpectingInput)
        {
            _keys.AddRange(session.Orders.List().Where(order => order.State == OrderState.Unknown && order.Endpoint == session.Endpoint).Select(order => order.Key));
        }
        if (_keys.Count == 0)
        {
            return;
        }
        var orders = session.PlaceOrders(await OpenAsync(cancellationToken).ConfigureAwait(false));
        foreach (var key in _keys)
        {
            try
            {
                Write(await orders.ResolveAsync(key, cancellationToken).ConfigureAwait(false));
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                WriteFailure(error, key);
            }
        }
    }
}
