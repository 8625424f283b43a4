using FluenceVm.Emulator.Fluence.Cloud.Http;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>Finds what a request names.</summary>
internal static class Lookup
{
    /// <summary>The one of an id, also if it is gone.</summary>
    /// <exception cref="CloudRefusal">404: there is none.</exception>
    public static T Known<T>(this Table<T> table, Guid id, string what)
        where T : Row => table.Find(id) ?? throw CloudRefusal.NotFound(what, id);

    /// <summary>The one of an id that nobody removes.</summary>
    /// <exception cref="CloudRefusal">404: there is none, or it is going.</exception>
    public static T Living<T>(this Table<T> table, Guid id, string what)
        where T : Asset
    {
        var found = table.Known(id, what);
        if (!found.IsLiving)
        {
            throw CloudRefusal.NotFound(what, id);
        }
        return found;
    }
}
