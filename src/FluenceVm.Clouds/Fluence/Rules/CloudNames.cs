using System.Text.RegularExpressions;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Rules;

/// <summary>The names that generation <c>Cloud</c> takes for everything but SSH keys (docs/services/fluence-cloud.md, "Names").</summary>
public static class CloudNames
{
    private static readonly Regex Form = new("^[a-z0-9]([a-z0-9-]{0,23}[a-z0-9])?\\z", RegexOptions.CultureInvariant);

    /// <summary>Refuses what the service would refuse.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">It isn't 1 to 25 small letters, digits and hyphens, or begins or ends with a hyphen.</exception>
    public static void Check(string name)
    {
        if (!Form.IsMatch(name ?? throw new ArgumentNullException(nameof(name))))
        {
            throw Fault.Argument(nameof(Messages.CloudNameInvalid), name);
        }
    }
}
