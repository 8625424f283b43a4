using System.Text.Json.Serialization.Metadata;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence.Cloud;

/// <summary>
/// Walks through the pages of a list. The next page is on its way while the last is handed on; never more than two are held.
/// A page that moves while the list is read, because an item of an earlier one left it, may hide an item: the service knows no cursor.
/// </summary>
internal sealed class CloudPages(CloudRequests requests)
{
    public const int PerPage = 100;

    // Of what is kept as a whole; far beyond any account's.
    private const int MostItems = 100_000;

    public async Task ForEachAsync<T>(
        Query query, JsonTypeInfo<PageWire<T>> type, Func<IReadOnlyList<T>, ReadProblems, Task> output, CancellationToken cancellationToken)
        where T : class
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var page = await ReadAsync(query, type, null, stop.Token);
        var faults = page.Faults;
        while (true)
        {
            var next = page.HasNext ? ReadAsync(query, type, page, stop.Token) : null;
            try
            {
                await output(page.Items, faults);
            }
            catch
            {
                stop.Cancel();
                await EndAsync(next);
                throw;
            }
            if (next is null)
            {
                break;
            }
            page = await next;
        }
        faults.ThrowIfAny();
    }

    /// <summary>A list that is short by its nature.</summary>
    public async Task<IReadOnlyList<T>> ListAsync<T>(Query query, JsonTypeInfo<PageWire<T>> type, CancellationToken cancellationToken)
        where T : class
    {
        var all = new List<T>();
        await ForEachAsync(
            query,
            type,
            (items, _) =>
            {
                all.AddRange(items);
                return all.Count <= MostItems ? Task.CompletedTask
                    : throw new InvalidResponseException(Text.Of(nameof(Messages.ResponseTooLong), MostItems), HttpMethod.Get.Method, query.ToString());
            },
            cancellationToken);
        return all;
    }

    private async Task<Page<T>> ReadAsync<T>(Query query, JsonTypeInfo<PageWire<T>> type, Page<T>? previous, CancellationToken cancellationToken)
        where T : class
    {
        var number = previous?.Number + 1;
        using var response = await requests.GetAsync(query.OfPage(number, PerPage), cancellationToken);
        var wire = await response.ReadObjectAsync(type, cancellationToken);
        if (wire is not { Items: { } items, Pagination: { } pagination })
        {
            throw new InvalidResponseException(Messages.ResponseNoPage, response.Method, response.Path);
        }
        if (number is not null && pagination.CurrentPage != number)
        {
            throw new InvalidResponseException(
                Text.Of(nameof(Messages.ResponseOtherPage), pagination.CurrentPage, number), response.Method, response.Path);
        }
        var first = previous?.First ?? pagination.CurrentPage;
        return new Page<T>(
            [.. items.OfType<T>()], requests.ProblemsOf(response), first, pagination.CurrentPage, items.Count > 0 && pagination.CurrentPage - first + 1 < pagination.TotalPages);
    }

    private static async Task EndAsync(Task? next)
    {
        if (next is not null)
        {
            await Task.WhenAny(next);
            _ = next.Exception;
        }
    }

    /// <param name="Items">What is on it.</param>
    /// <param name="Faults">Of the list; those of its first page are used for all.</param>
    /// <param name="First">The number of the list's first page: 0 or 1, the specification doesn't say.</param>
    /// <param name="Number">Its own number.</param>
    /// <param name="HasNext">Whether another follows.</param>
    private sealed record Page<T>(IReadOnlyList<T> Items, ReadProblems Faults, long First, long Number, bool HasNext);
}
