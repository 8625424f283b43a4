using System.Runtime.ExceptionServices;

namespace FluenceVm.Clouds.Waiting;

/// <summary>Runs actions side by side, a few at a time.</summary>
internal static class Bounded
{
    /// <summary>The first failure ends the others, and is thrown once they have ended.</summary>
    public static async Task ForEachAsync<T>(
        IEnumerable<T> items, int limit, Func<T, CancellationToken, Task> action, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var slots = new SemaphoreSlim(limit);
        Exception? first = null;

        async Task RunAsync(T item)
        {
            try
            {
                await slots.WaitAsync(stop.Token);
                try
                {
                    await action(item, stop.Token);
                }
                finally
                {
                    slots.Release();
                }
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref first, exception, null);
                stop.Cancel();
            }
        }

        await Task.WhenAll(items.Select(RunAsync));
        if (first is not null)
        {
            ExceptionDispatchInfo.Capture(first).Throw();
        }
    }
}
