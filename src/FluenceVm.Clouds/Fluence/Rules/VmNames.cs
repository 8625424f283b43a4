using System.Globalization;
using System.Text.RegularExpressions;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Rules;

/// <summary>The names of the VMs of one order: a single one has the name as it is given, several are numbered.</summary>
public static class VmNames
{
    /// <summary>The format of names if none is given.</summary>
    public const string DefaultFormat = "{0}-{1}";

    // A composite format, with nothing in it that would make a name of a thousand characters or one that no service accepts.
    private static readonly Regex Format =
        new(@"^([A-Za-z0-9-]|\{0\}|\{1(:(0{1,5}|[Dd][1-5]?|[Xx][1-5]?))?\})+\z", RegexOptions.CultureInvariant);

    /// <summary>The names, in the order of their numbers, which begin with 1.</summary>
    /// <param name="name">The name that was given.</param>
    /// <param name="count">How many VMs there are.</param>
    /// <param name="format">A composite format of the name and the number; null for <see cref="DefaultFormat"/>.</param>
    /// <exception cref="ArgumentException">That isn't a format of numbered names.</exception>
    public static IReadOnlyList<string> Of(string name, int count, string? format)
    {
        var valid = Checked(format ?? DefaultFormat);
        return count <= 1
            ? [name]
            : [.. Enumerable.Range(1, count).Select(number => string.Format(CultureInfo.InvariantCulture, valid, name, number))];
    }

    // Without the number, all names would be the same one.
    private static string Checked(string format) => Format.IsMatch(format) && format.Contains("{1")
        ? format
        : throw Fault.Argument(nameof(Messages.NameFormatInvalid), format);
}
