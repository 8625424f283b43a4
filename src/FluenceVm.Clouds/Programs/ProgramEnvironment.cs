using System.Text.RegularExpressions;

namespace FluenceVm.Clouds.Programs;

/// <summary>
/// What a program that is run inherits: everything but other people's keys. The signing program has its own keyring and needs
/// none of them; what it doesn't get, it can't leak.
/// </summary>
internal static class ProgramEnvironment
{
    private static readonly Regex Secret = new(
        "(^|[_-])(KEY|PAT|PWD_?HASH|CREDENTIALS?)([_-]|$)|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|TOKEN|SECRET|PASSWORD|PASSWD",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));

    /// <summary>Removes what is named like a secret.</summary>
    public static void Clean(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Where(name => Secret.IsMatch(name)).ToArray())
        {
            environment.Remove(name);
        }
    }
}
