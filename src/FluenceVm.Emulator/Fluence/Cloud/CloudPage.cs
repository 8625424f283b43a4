using System.Text.Json;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>Lists in pages: <c>{items, pagination}</c>. Pages count from 0.</summary>
internal static class CloudPage
{
    public const string Page = "page";
    public const string PerPage = "perPage";
    private const int UsualSize = 20;
    private const int BiggestSize = 100;

    /// <summary>Answers with the page that a query asks for.</summary>
    /// <param name="query">The query.</param>
    /// <param name="all">Everything that there is, in the list's order.</param>
    /// <param name="filter">What the query wants of it.</param>
    /// <param name="sort">Another order of the whole; it is only kept in memory where there is one.</param>
    /// <param name="write">Writes one of them.</param>
    public static EmulatorResponse Answer<T>(CloudQuery query, IEnumerable<T> all, Func<T, bool> filter, Func<IEnumerable<T>, IEnumerable<T>>? sort, Action<Utf8JsonWriter, T> write)
    {
        var size = query.Number(PerPage) is { } asked and > 0 ? Math.Min(asked, BiggestSize) : UsualSize;
        var page = query.Number(Page) ?? 0;
        var total = 0L;
        var wanted = all.Where(each => ++total > 0 && filter(each));
        var first = page > long.MaxValue / size ? long.MaxValue : page * size;
        var filtered = 0L;
        var items = new List<T>();
        foreach (var each in sort is null ? wanted : sort(wanted))
        {
            if (filtered >= first && items.Count < size)
            {
                items.Add(each);
            }
            filtered++;
        }
        return JsonResponse.Write(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items");
            items.ForEach(each => write(json, each));
            json.WriteEndArray();
            json.WriteStartObject("pagination");
            json.WriteNumber("totalRecords", total);
            json.WriteNumber("filteredRecords", filtered);
            json.WriteNumber("totalPages", (filtered + size - 1) / size);
            json.WriteNumber("currentPage", page);
            json.WriteNumber("perPage", size);
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    /// <summary>The order that <c>sort</c> and <c>order</c> ask for; null for the order of creation, which the lists have.</summary>
    /// <param name="query">The query.</param>
    /// <param name="name">A thing's name.</param>
    /// <param name="status">A thing's status.</param>
    public static Func<IEnumerable<T>, IEnumerable<T>>? Sort<T>(CloudQuery query, Func<T, string> name, Func<T, string> status)
    {
        var field = query.Word("sort", "createdAt", "name", "status") ?? "createdAt";
        var isDescending = query.Word("order", "asc", "desc") == "desc";
        if (field == "createdAt")
        {
            return isDescending ? all => all.Reverse() : null;
        }
        var key = field == "name" ? name : status;
        return isDescending
            ? all => all.OrderByDescending(key, StringComparer.Ordinal)
            : all => all.OrderBy(key, StringComparer.Ordinal);
    }

    /// <summary>A list that comes whole: <c>{items}</c>.</summary>
    public static EmulatorResponse Collection<T>(IEnumerable<T> items, Action<Utf8JsonWriter, T> write) => JsonResponse.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (var each in items)
        {
            write(json, each);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
