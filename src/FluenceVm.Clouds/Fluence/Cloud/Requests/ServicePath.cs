using System.Text.RegularExpressions;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Requests;

/// <summary>The rule for paths that ids were put into, whoever they came from: an id never leads to another thing.</summary>
internal static class ServicePath
{
    private static readonly Regex Plain = new(@"^v3(/[A-Za-z0-9_-]+)+\z", RegexOptions.CultureInvariant);

    /// <summary>Lets a path pass if each of its parts is a plain word or id.</summary>
    /// <param name="path">The path, without a query.</param>
    /// <exception cref="ArgumentException">One isn't.</exception>
    public static void Check(string path)
    {
        if (!Plain.IsMatch(path))
        {
            throw Fault.Argument(nameof(Messages.ServicePathInvalid), path);
        }
    }
}
