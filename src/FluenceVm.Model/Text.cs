using System.Globalization;

namespace FluenceVm.Model;

/// <summary>Fills the values into a message of the resource file.</summary>
internal static class Text
{
    // A service may call a thing by 10,000 letters; the sentence about it stays one that can be read.
    private const int LongestValue = 500;

    public static string Of(string message, params object?[] values) =>
        string.Format(
            CultureInfo.InvariantCulture,
            Messages.ResourceManager.GetString(message, CultureInfo.InvariantCulture)!,
            Array.ConvertAll(values, Short));

    private static object? Short(object? value) =>
        value is string { Length: > LongestValue } text ? text.Substring(0, LongestValue) + "..." : value;
}
