using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace FluenceVm.Clouds.Ssh;

/// <summary>Hosts as <c>ssh_config</c> knows them, and as an inventory of Ansible.</summary>
public static class SshConfigText
{
    private static readonly Regex Plain = new(@"^[\w@%+=:,./-]+\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>A <c>Host</c> block for each.</summary>
    /// <param name="hosts">The hosts; their names are unique.</param>
    /// <param name="knownHosts">The file that host keys are remembered in.</param>
    public static string ForSsh(IReadOnlyList<SshEntry> hosts, string knownHosts)
    {
        var text = new StringBuilder();
        foreach (var entry in hosts ?? throw new ArgumentNullException(nameof(hosts)))
        {
            text.Append('\n').Append("Host ").Append(entry.Name).Append('\n');
            foreach (var option in Options(entry, knownHosts))
            {
                text.Append("    ").Append(option.Key).Append(' ').Append(option.Value).Append('\n');
            }
        }
        return text.ToString();
    }

    /// <summary>A YAML inventory.</summary>
    /// <param name="hosts">The hosts; their names are unique.</param>
    /// <param name="knownHosts">The file that host keys are remembered in.</param>
    public static string ForAnsible(IReadOnlyList<SshEntry> hosts, string knownHosts)
    {
        _ = hosts ?? throw new ArgumentNullException(nameof(hosts));
        var text = new StringBuilder("all:\n  children:\n");
        foreach (var group in hosts.GroupBy(entry => entry.Group))
        {
            text.Append("    ").Append(group.Key).Append(":\n      hosts:\n");
            foreach (var entry in group)
            {
                text.Append("        ").Append(Yaml(entry.Name)).Append(":\n");
                foreach (var variable in Variables(entry, hosts, knownHosts))
                {
                    text.Append("          ").Append(variable.Key).Append(": ").Append(Yaml(variable.Value)).Append('\n');
                }
            }
        }
        return hosts.Count == 0 ? "all: {}\n" : text.ToString();
    }

    private static IEnumerable<KeyValuePair<string, string>> Options(SshEntry entry, string knownHosts)
    {
        yield return new("HostName", entry.Host.Address);
        yield return new("User", entry.Host.UserName);
        if (entry.Host.Port is { } port)
        {
            yield return new("Port", port.ToString(CultureInfo.InvariantCulture));
        }
        if (entry.Host.IdentityFile is { } identity)
        {
            yield return new("IdentityFile", SshArguments.Quote(identity));
        }
        foreach (var option in SshArguments.HostKeyOptions(entry.Host.Alias, knownHosts))
        {
            yield return option;
        }
        if (entry.Via is { } via)
        {
            yield return new("ProxyJump", via);
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Variables(SshEntry entry, IReadOnlyList<SshEntry> hosts, string knownHosts)
    {
        yield return new("ansible_host", entry.Host.Address);
        yield return new("ansible_user", entry.Host.UserName);
        if (entry.Host.Port is { } port)
        {
            yield return new("ansible_port", port.ToString(CultureInfo.InvariantCulture));
        }
        if (entry.Host.IdentityFile is { } identity)
        {
            yield return new("ansible_ssh_private_key_file", identity);
        }
        var keys = SshArguments.HostKeyOptions(entry.Host.Alias, knownHosts);
        List<string> options = [.. keys.Select(option => $"{option.Key}={option.Value}")];
        if (hosts.FirstOrDefault(other => other.Name == entry.Via)?.Host is { } via)
        {
            // Not ProxyJump, which would look for the host's key in the user's own file.
            var jump = SshArguments.Of(via, knownHosts, null, isUnattended: true, to: "[%h]:%p").Select(Word);
            options.Add("ProxyCommand=ssh " + string.Join(" ", jump));
        }
        yield return new("ansible_ssh_common_args", string.Join(" ", options.Select(option => "-o " + Word(option))));
    }

    // As a shell reads it, and Ansible.
    private static string Word(string text) =>
        Plain.IsMatch(text) ? text : "'" + text.Replace("'", "'\"'\"'") + "'";

    private static string Yaml(string text) => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";
}

/// <summary>A host under the name that it gets in a file.</summary>
/// <param name="Name">The name.</param>
/// <param name="Group">The group of an inventory.</param>
/// <param name="Host">Where it leads.</param>
/// <param name="Via">The name of the host that leads there; null for a direct way.</param>
public sealed record SshEntry(string Name, string Group, SshHost Host, string? Via);
