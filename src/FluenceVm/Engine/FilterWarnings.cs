using FluenceVm.Model;

namespace FluenceVm.Engine;

/// <summary>Warns of a filter's value that nothing can have: a typing mistake would look like an empty list.</summary>
internal static class FilterWarnings
{
    /// <summary>Warns of what was asked for literally, hasn't come by, and isn't known.</summary>
    /// <param name="cmdlet">Writes the warning.</param>
    /// <param name="filter">The filter, after everything has come by.</param>
    /// <param name="parameter">Its parameter.</param>
    /// <param name="known">The known values, beside those that came by.</param>
    public static void WarnOfUnknown(this AsyncCmdlet cmdlet, NameFilter filter, string parameter, IEnumerable<string> known)
    {
        string[] values = [.. known.Union(filter.Seen, StringComparer.OrdinalIgnoreCase)];
        foreach (var value in filter.UnmetLiterals.Except(values, StringComparer.OrdinalIgnoreCase))
        {
            cmdlet.Warn(Text.Of(nameof(Messages.FilterValueUnknown), parameter, value, string.Join(", ", values)));
        }
    }
}
