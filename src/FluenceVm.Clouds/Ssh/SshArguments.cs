using System.Globalization;

namespace FluenceVm.Clouds.Ssh;

/// <summary>What OpenSSH's client is called with. Each argument reaches it literally; no shell of this machine is involved.</summary>
public static class SshArguments
{
    /// <summary>The arguments for a login.</summary>
    /// <param name="host">Where to.</param>
    /// <param name="knownHosts">The file that host keys are remembered in.</param>
    /// <param name="command">What to run there, for the shell of that machine; null to log in.</param>
    /// <param name="isUnattended">Whether nobody is there to answer a question.</param>
    /// <param name="to">The host and port that the login only leads on to, as <c>-W</c> takes it; null for none.</param>
    public static IReadOnlyList<string> Of(SshHost host, string knownHosts, string? command, bool isUnattended, string? to = null)
    {
        _ = host ?? throw new ArgumentNullException(nameof(host));
        List<string> arguments = [];
        foreach (var option in HostKeyOptions(host.Alias, knownHosts))
        {
            arguments.AddRange(["-o", $"{option.Key}={option.Value}"]);
        }
        if (isUnattended)
        {
            arguments.AddRange(to is null ? ["-n", "-o", "BatchMode=yes"] : ["-o", "BatchMode=yes"]);
        }
        if (to is not null)
        {
            arguments.AddRange(["-W", to]);
        }
        if (host.Port is { } port)
        {
            arguments.AddRange(["-p", port.ToString(CultureInfo.InvariantCulture)]);
        }
        if (host.IdentityFile is { } identity)
        {
            arguments.AddRange(["-i", identity.Replace("%", "%%")]);
        }
        arguments.AddRange(["-l", host.UserName, "--", host.Address]);
        if (command is not null)
        {
            arguments.Add(command);
        }
        return arguments;
    }

    /// <summary>How host keys are remembered: a new machine's is taken, another one of a known machine is refused.</summary>
    internal static IReadOnlyList<KeyValuePair<string, string>> HostKeyOptions(string alias, string knownHosts) =>
    [
        new("HostKeyAlias", alias),
        new("UserKnownHostsFile", Quote(knownHosts)),
        new("StrictHostKeyChecking", "accept-new"),
        new("CheckHostIP", "no"),
        new("HashKnownHosts", "no"),
    ];

    /// <summary>A path as OpenSSH reads it in an option or a file: it ends at a blank, and a per cent sign is more than itself.</summary>
    internal static string Quote(string path)
    {
        var literal = path.Replace("%", "%%");
        return literal.IndexOfAny([' ', '"', '\'', '#']) < 0 ? literal : "\"" + literal.Replace("\"", "\\\"") + "\"";
    }
}
