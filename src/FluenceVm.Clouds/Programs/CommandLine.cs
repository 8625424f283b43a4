using System.Text;

namespace FluenceVm.Clouds.Programs;

/// <summary>
/// Arguments as one line, for a framework that takes no list of them. Each argument reaches the program as it is, whatever is
/// in it; no shell is involved.
/// </summary>
internal static class CommandLine
{
    /// <summary>
    /// As the C runtime of Windows takes it apart (and .NET does everywhere): only <c>"</c>, and backslashes in front of one,
    /// mean anything.
    /// </summary>
    public static string ForWindows(IEnumerable<string> arguments) => string.Join(" ", arguments.Select(QuoteForWindows));

    /// <summary>As Mono takes it apart on Unix: nothing within single quotes means anything.</summary>
    public static string ForUnix(IEnumerable<string> arguments) =>
        string.Join(" ", arguments.Select(argument => $"'{argument.Replace("'", @"'\''")}'"));

    private static string QuoteForWindows(string argument)
    {
        var quoted = new StringBuilder("\"");
        var backslashes = 0;
        foreach (var character in argument)
        {
            if (character == '"')
            {
                quoted.Append('\\', backslashes + 1);
            }
            backslashes = character == '\\' ? backslashes + 1 : 0;
            quoted.Append(character);
        }
        return quoted.Append('\\', backslashes).Append('"').ToString();
    }
}
