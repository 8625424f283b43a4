using System.Management.Automation;
using FluenceVm.Engine;
using FluenceVm.Model;

namespace FluenceVm.Fluence.ApiKeys;

/// <summary>What a new key is allowed, of what the account may do.</summary>
internal static class PermissionChoice
{
    /// <summary>The permissions, each once, as the service writes them.</summary>
    /// <param name="said">What the user said: names, or wildcards such as <c>*:read</c>.</param>
    /// <param name="known">What the account may do; null if that isn't known.</param>
    /// <exception cref="CmdletException">The account has no such permission, or what a wildcard means can't be known.</exception>
    public static IReadOnlyList<string> Of(IEnumerable<string> said, IReadOnlyList<string>? known) =>
        [.. said.SelectMany(each => Matches(each, known)).Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal)];

    private static List<string> Matches(string said, IReadOnlyList<string>? known)
    {
        if (known is null)
        {
            return WildcardPattern.ContainsWildcardCharacters(said)
                ? throw CmdletException.Of(nameof(Messages.PermissionsUnknown), ErrorCategory.PermissionDenied, said, said)
                : [said];
        }
        var pattern = new WildcardPattern(said, WildcardOptions.IgnoreCase);
        var found = known.Where(pattern.IsMatch).ToList();
        return found.Count > 0
            ? found
            : throw CmdletException.Of(nameof(Messages.PermissionNotFound), ErrorCategory.InvalidArgument, said, said);
    }
}
