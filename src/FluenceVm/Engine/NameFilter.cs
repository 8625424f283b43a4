using System.Management.Automation;

namespace FluenceVm.Engine;

/// <summary>Wildcards over one property. No pattern takes everything.</summary>
internal sealed class NameFilter
{
    private const int MostSeen = 50;
    private readonly WildcardPattern[] _patterns;
    private readonly HashSet<string> _unmet;
    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);

    public NameFilter(IReadOnlyCollection<string> patterns)
    {
        _patterns = [.. patterns.Select(
            pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant))];
        _unmet = new HashSet<string>(
            patterns.Where(pattern => !WildcardPattern.ContainsWildcardCharacters(pattern)).Select(WildcardPattern.Unescape),
            StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>What was asked for literally and has not come by.</summary>
    public IReadOnlyCollection<string> UnmetLiterals => _unmet;

    /// <summary>The different values that have come by, if there is a pattern.</summary>
    public IReadOnlyCollection<string> Seen => _seen;

    /// <summary>Whether one of an item's names matches; each of them counts as having come by.</summary>
    public bool MatchesAny(params string?[] values)
    {
        var matches = false;
        foreach (var value in values)
        {
            matches |= Matches(value);
        }
        return matches;
    }

    public bool Matches(string? value)
    {
        if (_patterns.Length == 0)
        {
            return true;
        }
        if (value is null)
        {
            return false;
        }
        _unmet.Remove(value);
        if (_seen.Count < MostSeen)
        {
            _seen.Add(value);
        }
        return Array.Exists(_patterns, pattern => pattern.IsMatch(value));
    }
}
