using System.Runtime.ExceptionServices;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Orders;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Journal;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Tests.Support;

/// <summary>Orders and removals in one call, for tests that are about something else.</summary>
internal static class Orders
{
    /// <summary>Places an order; its failure is thrown, whether or not there are VMs.</summary>
    public static async Task<Order> PlaceAsync(this OrderDesk desk, VmOrder order, string? key = null, CancellationToken token = default)
    {
        var result = await desk.PlaceAsync(order, null, key ?? desk.NewKey(order), token);
        if (result.Failure is { } failure)
        {
            ExceptionDispatchInfo.Capture(failure).Throw();
        }
        return result.Order;
    }

    /// <summary>Orders with a journal that nobody keeps.</summary>
    public static async Task<IReadOnlyList<string>> CreateVmsAsync(this IFluenceClient client, VmOrder order, CancellationToken token)
    {
        using var journal = new ThrowawayJournal();
        return (await new OrderDesk(client, journal.Journal) { Grace = TimeSpan.Zero }.PlaceAsync(order, null, token)).VmIds;
    }

    /// <summary>Removes with a journal that nobody keeps.</summary>
    public static async Task RemoveVmsAsync(
        this IFluenceClient client, VmRemoval removal, Action<VmOutcome> output, CancellationToken cancellationToken)
    {
        using var journal = new ThrowawayJournal();
        await client.RemoveVmsAsync(removal, journal.Journal, output, cancellationToken);
    }

    private sealed class ThrowawayJournal : IDisposable
    {
        private readonly string _folder = Path.Combine(Path.GetTempPath(), "fluencevm-tests-" + Guid.NewGuid().ToString("N"));

        public OperationJournal Journal => new(new JournalHome(_folder), new Account(new Uri("https://api.example/"), "nobody"));

        public void Dispose()
        {
            if (Directory.Exists(_folder))
            {
                Directory.Delete(_folder, recursive: true);
            }
        }
    }
}
