namespace FluenceVm.Clouds.Fluence.Cloud.Requests;

/// <summary>Does the same with several things at a time.</summary>
internal static class Several
{
    private const int AtATime = 8;

    /// <summary>Each comes to its own end, whatever becomes of the others.</summary>
    /// <param name="items">The things.</param>
    /// <param name="work">What is done with each.</param>
    public static async Task EachAsync<T>(IEnumerable<T> items, Func<T, Task> work)
    {
        using var slots = new SemaphoreSlim(AtATime);
        await Task.WhenAll(items.Select(async item =>
        {
            await slots.WaitAsync();
            try
            {
                await work(item);
            }
            finally
            {
                slots.Release();
            }
        }));
    }
}
