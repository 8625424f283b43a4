using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Orders;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Engine;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Vms;

/// <summary>
/// What an order gives its user: the VMs that exist, perhaps after a wait, and only then what went wrong. If the pipeline is
/// stopped before it has them all, a warning names the others, because they are billed.
/// </summary>
internal sealed class OrderedVms(AsyncCmdlet cmdlet, IFluenceClient client, OrderResult placed)
{
    private readonly HashSet<string> _undelivered = new(placed.Order.VmIds, StringComparer.OrdinalIgnoreCase);
    private readonly List<Exception> _failures = [];

    /// <summary>The wait until they are usable; null for none.</summary>
    public StateWait? Wait { get; init; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        WaitResult? waited = null;
        try
        {
            waited = await TryAsync(WatchAsync);
            await TryAsync(ListAsync);
            await DeliverRestAsync();
        }
        finally
        {
            NoteRest();
        }
        waited?.WriteFailures(cmdlet);
        foreach (var failure in _failures.Append(placed.Failure).OfType<Exception>())
        {
            cmdlet.WriteFailure(failure, placed.Order);
        }

        async Task<WaitResult?> WatchAsync() =>
            Wait is null || _undelivered.Count == 0 ? null : await Wait.WatchAsync(placed.Order.VmIds, cancellationToken);

        async Task<WaitResult?> ListAsync()
        {
            if (_undelivered.Count > 0)
            {
                await DeliverListedAsync(cancellationToken);
            }
            return null;
        }
    }

    private async Task<WaitResult?> TryAsync(Func<Task<WaitResult?>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            _failures.Add(failure);
            return null;
        }
    }

    private async Task DeliverListedAsync(CancellationToken cancellationToken)
    {
        var listed = new List<Vm>();
        await client.ListVmsAsync(new VmFilter { Ids = placed.Order.VmIds }, listed.Add, cancellationToken);
        foreach (var vm in listed.Where(vm => _undelivered.Contains(vm.Id)))
        {
            await DeliverAsync(vm);
        }
        if (placed.IsAdopted && _failures.Count == 0 && _undelivered.Count > 0)
        {
            _failures.Add(CmdletException.OrderGone(placed.Order, _undelivered.ToArray()));
            _undelivered.Clear();
        }
    }

    // The service has just said that they exist, whether or not the list could be read or has them yet.
    private async Task DeliverRestAsync()
    {
        foreach (var id in _undelivered.ToArray())
        {
            var generation = client.ApiVersion.ToString();
            await DeliverAsync(new Vm { Id = id, Name = placed.NameOf(id), Status = VmStatus.New, ApiVersion = generation });
        }
    }

    private async Task DeliverAsync(Vm vm)
    {
        if (await cmdlet.DeliverAsync(vm))
        {
            _undelivered.Remove(vm.Id);
        }
    }

    private void NoteRest()
    {
        var order = placed.Order;
        if (_undelivered.Count > 0)
        {
            cmdlet.NoteIfStopped(Text.Of(nameof(Messages.OrderStoppedBilled), order.Key, string.Join(", ", _undelivered)));
        }
        if (placed.Failure is OperationCanceledException && order.State == OrderState.Unknown)
        {
            cmdlet.NoteIfStopped(Text.Of(nameof(Messages.OrderStoppedUnknown), order.Key));
        }
    }
}
