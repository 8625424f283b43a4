using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Json;
using FluenceVm.Model.Errors;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Requests;

/// <summary>
/// Walks through the pages of a list, the next one on its way while the last is handed on. The service knows no cursor: a list
/// that changes its length while it is read is read again, and only what wasn't seen yet is handed on.
/// </summary>
internal sealed class CloudPages(CloudRequests requests)
{
    public const int PerPage = 200;

    /// <summary>Ids in one query: more would meet the limits that servers in between have for an address.</summary>
    public const int IdsPerQuery = 100;

    // Of what is kept as a whole; far beyond any account's.
    private const int MostItems = 100_000;
    private const int MostPasses = 3;

    /// <summary>Streams the items, page by page.</summary>
    /// <param name="query">The list.</param>
    /// <param name="type">How a page is read.</param>
    /// <param name="idOf">The id of an item.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<IReadOnlyList<T>> ReadAsync<T>(
        Query query, JsonTypeInfo<PageWire<T>> type, Func<T, string?> idOf, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        var seen = new SeenIds();
        for (var pass = 1; pass <= MostPasses; pass++)
        {
            long? length = null;
            var changed = false;
            await foreach (var page in ReadOnceAsync(query, type, cancellationToken))
            {
                changed |= length is not null && page.Length != length;
                length ??= page.Length;
                T[] fresh = [.. page.Items.Where(item => seen.Add(idOf(item)))];
                if (fresh.Length > 0)
                {
                    yield return fresh;
                }
            }
            if (!changed)
            {
                break;
            }
        }
    }

    /// <summary>A list that is kept as a whole.</summary>
    public async Task<IReadOnlyList<T>> ListAsync<T>(
        Query query, JsonTypeInfo<PageWire<T>> type, Func<T, string?> idOf, CancellationToken cancellationToken)
        where T : class
    {
        var all = new List<T>();
        await foreach (var items in ReadAsync(query, type, idOf, cancellationToken))
        {
            all.AddRange(items);
            if (all.Count > MostItems)
            {
                throw new InvalidResponseException(
                    Text.Of(nameof(Messages.ResponseTooLong), MostItems),
                    HttpMethod.Get.Method,
                    "/" + query.Path);
            }
        }
        return all;
    }

    /// <summary>The things with these ids, as many as are there.</summary>
    public async Task<IReadOnlyList<T>> FindAsync<T>(
        string path, IEnumerable<string> ids, JsonTypeInfo<PageWire<T>> type, Func<T, string?> idOf, CancellationToken cancellationToken)
        where T : class
    {
        var found = new List<T>();
        foreach (var query in QueriesOf(path, ids))
        {
            found.AddRange(await ListAsync(query, type, idOf, cancellationToken));
        }
        return found;
    }

    /// <summary>As few queries as ask for all of these ids.</summary>
    public static IEnumerable<Query> QueriesOf(string path, IEnumerable<string> ids)
    {
        string[] all = [.. ids.Distinct(StringComparer.OrdinalIgnoreCase)];
        for (var start = 0; start < all.Length; start += IdsPerQuery)
        {
            yield return new Query(path).AddList("ids", all.Skip(start).Take(IdsPerQuery));
        }
    }

    private async IAsyncEnumerable<Page<T>> ReadOnceAsync<T>(
        Query query, JsonTypeInfo<PageWire<T>> type, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var next = ReadPageAsync(query, type, 1, stop.Token);
        try
        {
            while (next is not null)
            {
                var page = await next;
                next = page.HasNext ? ReadPageAsync(query, type, page.Number + 1, stop.Token) : null;
                yield return page;
            }
        }
        finally
        {
            await AbandonAsync(next, stop);
        }
    }

    private async Task<Page<T>> ReadPageAsync<T>(
        Query query, JsonTypeInfo<PageWire<T>> type, long number, CancellationToken cancellationToken)
        where T : class
    {
        using var response = await requests.GetAsync(query.OfPage(number, PerPage), cancellationToken);
        var wire = await response.ReadObjectAsync(type, cancellationToken);
        if (wire is not { Items: { } items, Pagination: { } pagination })
        {
            throw new InvalidResponseException(Messages.ResponseNoPage, response.Method, response.Path);
        }
        if (pagination.CurrentPage != number)
        {
            throw new InvalidResponseException(
                Text.Of(nameof(Messages.ResponseOtherPage), pagination.CurrentPage, number),
                response.Method,
                response.Path);
        }
        return new Page<T>([.. items.OfType<T>()], number, pagination.FilteredRecords, items.Count > 0 && number < pagination.TotalPages);
    }

    // The reader of the list went away, or failed, while the next page was on its way.
    private static async Task AbandonAsync<T>(Task<Page<T>>? next, CancellationTokenSource stop)
    {
        if (next is not null)
        {
            stop.Cancel();
            await Task.WhenAny(next);
            _ = next.Exception;
        }
    }

    private sealed record Page<T>(IReadOnlyList<T> Items, long Number, long? Length, bool HasNext);

    /// <summary>Which ids came already: 16 bytes each, so that a list of 100,000 stays small.</summary>
    private sealed class SeenIds
    {
        private readonly HashSet<Guid> _ids = [];

        /// <summary>Whether it is new; what has no proper id always is.</summary>
        public bool Add(string? id) => !Guid.TryParse(id, out var parsed) || _ids.Add(parsed);
    }
}
