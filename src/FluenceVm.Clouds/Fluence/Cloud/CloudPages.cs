using System.Text.Json.Serialization.Metadata;
using FluenceVm.Clouds.Fluence.CloudGeneration.Wire;
using FluenceVm.Clouds.Fluence.Wire;
using FluenceVm.Clouds.Http;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.CloudGeneration;

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
        Query query, JsonTypeInfo<PageWire<T>> type, Func<IReadOnlyList<T>, AnswerFaults, Task> output, CancellationToken cancellationToken)
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
                    : throw new InvalidAnswerException(Text.Of(nameof(Messages.AnswerTooLong), MostItems), HttpMethod.Get.Method, query.ToString());
            },
            cancellationToken);
        return all;
    }

    private async Task<Page<T>> ReadAsync<T>(Query query, JsonTypeInfo<PageWire<T>> type, Page<T>? previous, CancellationToken cancellationToken)
        where T : class
    {
        var number = previous?.Number + 1;
        using var answer = await requests.GetAsync(query.OfPage(number, PerPage), cancellationToken);
        var wire = await answer.ReadObjectAsync(type, cancellationToken);
        if (wire is not { Items: { } items, Pagination: { } pagination })
        {
            throw new InvalidAnswerException(Messages.AnswerNoPage, answer.Method, answer.Path);
        }
        if (number is not null && pagination.CurrentPage != number)
        {
            throw new InvalidAnswerException(
                Text.Of(nameof(Messages.AnswerOtherPage), pagination.CurrentPage, number), answer.Method, answer.Path);
        }
        var first = previous?.First ?? pagination.CurrentPage;
        return new Page<T>(
            [.. items.OfType<T>()], requests.FaultsOf(answer), first, pagination.CurrentPage, items.Count > 0 && pagination.CurrentPage - first + 1 < pagination.TotalPages);
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
    private sealed record Page<T>(IReadOnlyList<T> Items, AnswerFaults Faults, long First, long Number, bool HasNext);
}
