using System.Globalization;
using System.Text.RegularExpressions;
using FluenceVm.Model;

namespace FluenceVm.Engine.Input;

/// <summary>
/// An amount as a person writes it: digits with at most one point. Commas, thousands marks, exponents and blanks have more than one
/// reading, so they are refused, with the spellings that may have been meant.
/// </summary>
internal static class AmountText
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const int MostDigits = 28;
    private static readonly Regex Plain = new(@"^([0-9]+\.?[0-9]*|\.[0-9]+)\z", Options);
    private static readonly Regex Grouped = new(@"^[0-9]+([^0-9A-Za-z+-][0-9]+)+\z", Options);
    private static readonly Regex Scientific = new(@"^[0-9]+(\.[0-9]+)?[eE][+-]?[0-9]{1,2}\z", Options);

    /// <exception cref="FormatException">It isn't an amount.</exception>
    public static decimal Parse(string text) => TryParse(text, out var amount) ? amount : throw Invalid(text);

    /// <summary>Reads digits with at most one point; what has more digits than a decimal can hold isn't read.</summary>
    public static bool TryParse(string text, out decimal amount)
    {
        amount = 0;
        return Plain.IsMatch(text)
            && text.TrimStart('0').Count(character => character != '.') <= MostDigits
            && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount);
    }

    /// <summary>The error about a text that isn't an amount.</summary>
    public static FormatException Invalid(string text)
    {
        var spellings = Spellings(text.Trim());
        return spellings.Count == 0
            ? Fault.Format(nameof(Messages.AmountInvalid), text)
            : Fault.Format(nameof(Messages.AmountAmbiguous), text, string.Join(Messages.Or, spellings));
    }

    /// <summary>What may have been meant, in the one right spelling; empty if that can't be guessed.</summary>
    public static IReadOnlyList<string> Spellings(string text)
    {
        if (Scientific.IsMatch(text) && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            return [value.ToString("0.############################", CultureInfo.InvariantCulture)];
        }
        if (!Grouped.IsMatch(text))
        {
            return [];
        }
        var groups = Regex.Split(text, "[^0-9]");
        char[] marks = [.. text.Where(character => character is < '0' or > '9')];
        var last = marks[marks.Length - 1];
        var spellings = new List<string>();
        if (last is ',' or '.' && Array.IndexOf(marks, last) == marks.Length - 1)
        {
            spellings.Add($"{string.Concat(groups.Take(marks.Length))}.{groups[marks.Length]}");
        }
        if (marks.All(mark => mark == last) && groups.Skip(1).All(group => group.Length == 3))
        {
            spellings.Add(string.Concat(groups));
        }
        return spellings;
    }
}
