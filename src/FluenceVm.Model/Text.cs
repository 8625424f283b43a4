using System.Globalization;

namespace FluenceVm;

/// <summary>Fills the values into a message of the resource file.</summary>
internal static class Text
{
    public static string Of(string message, params object?[] values) =>
        string.Format(CultureInfo.InvariantCulture, Messages.ResourceManager.GetString(message, CultureInfo.InvariantCulture)!, values);
}
