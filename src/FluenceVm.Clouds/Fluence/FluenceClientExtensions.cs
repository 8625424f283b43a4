namespace FluenceVm.Clouds.Fluence;

/// <summary>Short forms of calls.</summary>
public static class FluenceClientExtensions
{
    /// <summary>Deletes VMs and what was created with them.</summary>
    /// <param name="client">The client.</param>
    /// <param name="ids">The ids, without duplicates.</param>
    /// <param name="output">Takes the outcome of each id, once.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static Task DeleteVmsAsync(this IFluenceClient client, IReadOnlyList<string> ids, Action<VmOutcome> output, CancellationToken cancellationToken) =>
        (client ?? throw new ArgumentNullException(nameof(client))).DeleteVmsAsync(new VmRemoval { Ids = ids }, output, cancellationToken);
}
