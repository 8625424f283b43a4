using System.Text.Json;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Http;

/// <summary>Lists: in pages that count from 1, or whole.</summary>
internal static class CloudPage
{
    private const long MostPage = 9_007_199_254_740_991;
    private const int UsualSize = 50;
    private const int BiggestSize = 200;

    /// <summary>Answers with the page that a query asks for.</summary>
    /// <param name="query">The query.</param>
    /// <param name="all">Everything that there is, in the list's order.</param>
    /// <param name="filter">What the query wants of it.</param>
    /// <param name="write">Writes the members of one of them.</param>
    /// <param name="sort">Another order of the whole.</param>
    public static EmulatorResponse Answer<T>(
        CloudQuery query,
        IEnumerable<T> all,
        Func<T, bool> filter,
        Action<Utf8JsonWriter, T> write,
        Func<IEnumerable<T>, IEnumerable<T>>? sort = null)
    {
        var size = query.Number("perPage", 1, BiggestSize, UsualSize);
        var page = query.Number("page", 1, MostPage, 1);
        var total = 0L;
        var filtered = 0L;
        var first = page - 1 > MostPage / size ? MostPage : (page - 1) * size;
        var items = new List<T>();
        var wanted = all.Where(each => ++total > 0 && filter(each));
        foreach (var each in sort is null ? wanted : sort(wanted))
        {
            if (filtered >= first && items.Count < size)
            {
                items.Add(each);
            }
            filtered++;
        }
        return CloudJson.Object(json =>
        {
            WriteItems(json, items, write);
            json.WriteStartObject("pagination");
            json.WriteNumber("totalRecords", total);
            json.WriteNumber("filteredRecords", filtered);
            json.WriteNumber("totalPages", (filtered + size - 1) / size);
            json.WriteNumber("currentPage", page);
            json.WriteNumber("perPage", size);
            json.WriteEndObject();
        });
    }

    /// <summary>The order that <c>sort</c> and <c>order</c> ask for; null for the order of creation, which the lists have.</summary>
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
    public static EmulatorResponse Collection<T>(IEnumerable<T> items, Action<Utf8JsonWriter, T> write) =>
        CloudJson.Object(json => WriteItems(json, items, write));

    private static void WriteItems<T>(Utf8JsonWriter json, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray("items");
        foreach (var each in items)
        {
            json.WriteStartObject();
            write(json, each);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
