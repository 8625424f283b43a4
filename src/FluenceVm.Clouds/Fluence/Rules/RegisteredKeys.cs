using System.Text.RegularExpressions;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Rules;

/// <summary>Finds the registered SSH key that a user names.</summary>
internal static class RegisteredKeys
{
    // What has the look of a key's own text, perhaps of a private one, is never shown.
    private static readonly Regex KeyText = new(@"^[A-Za-z0-9+/=_-]{40,}\z", RegexOptions.CultureInvariant);

    /// <summary>The key of that name or fingerprint. The case of a name counts only if it decides between two keys.</summary>
    /// <param name="keys">The registered keys.</param>
    /// <param name="text">The name or the fingerprint.</param>
    /// <param name="nameOf">The name of a key.</param>
    /// <param name="fingerprintOf">Its fingerprint.</param>
    /// <exception cref="ArgumentException">There is no such key, or more than one.</exception>
    public static T Find<T>(IReadOnlyList<T> keys, string text, Func<T, string?> nameOf, Func<T, string?> fingerprintOf)
    {
        var found = keys.Where(key => nameOf(key) == text || fingerprintOf(key) == text).ToArray();
        if (found.Length == 0)
        {
            found = keys.Where(key => string.Equals(nameOf(key), text, StringComparison.OrdinalIgnoreCase)).ToArray();
        }
        return found.Length switch
        {
            1 => found[0],
            0 => throw Unknown(text, keys.Select(key => nameOf(key) ?? fingerprintOf(key)).OfType<string>().ToArray()),
            _ => throw Fault.Argument(nameof(Messages.SshKeyNotUnique), found.Length, string.Join(", ", found.Select(fingerprintOf))),
        };
    }

    private static ArgumentException Unknown(string text, string[] names)
    {
        var known = names.Length == 0 ? Messages.NoneRegistered : string.Join(", ", names);
        return KeyText.IsMatch(text)
            ? Fault.Argument(nameof(Messages.SshKeyUnknownHidden), known)
            : Fault.Argument(nameof(Messages.SshKeyUnknown), text, known);
    }
}
