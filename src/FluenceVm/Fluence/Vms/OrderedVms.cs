using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Engine;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Vms;

/// <summary>What follows an order: the wait for its VMs, the rest of the order that needs them, and they themselves as output.</summary>
internal sealed class OrderedVms(AsyncCmdlet cmdlet, IFluenceClient client, Order placed)
{
    /// <summary>The wait until they are usable; null for none.</summary>
    public StateWait? Wait { get; init; }

    public async Task RunAsync(VmOrder order, CancellationToken cancellationToken)
    {
        var reached = Wait is null ? placed.VmIds : await Wait.RunAsync(placed.VmIds, cancellationToken).ConfigureAwait(false);
        var missing = new HashSet<string>(reached, StringComparer.OrdinalIgnoreCase);
        try
        {
            await CompleteAsync(order, reached, cancellationToken).ConfigureAwait(false);
            await client.ListVmsAsync(new VmFilter { Ids = reached }, Output, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // They exist and are billed, whether or not the list could be read or has them yet.
            foreach (var id in missing.ToArray())
            {
                cmdlet.Write(new Vm { Id = id, Name = placed.Name, Status = VmStatus.New, ApiVersion = client.ApiVersion });
            }
        }

        void Output(Vm vm)
        {
            if (missing.Remove(vm.Id))
            {
                cmdlet.Write(vm);
            }
        }
    }

    private async Task CompleteAsync(VmOrder order, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        try
        {
            await client.CompleteOrderAsync(order, ids, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            cmdlet.WriteFailure(error, placed);
        }
    }
}
