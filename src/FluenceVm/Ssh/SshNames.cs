namespace FluenceVm.Ssh;

/// <summary>Gives each host a name that <c>ssh_config</c> takes and that no other has.</summary>
/// <param name="prefix">What the names begin with.</param>
internal sealed class SshNames(string prefix)
{
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of a target; of those of one name, all but the first get a number.</summary>
    public string For(SshTarget target)
    {
        var plain = prefix + new string([.. target.Name.Select(letter => IsPlain(letter) ? letter : '-')]).TrimStart('-');
        var name = plain;
        for (var number = 2; name.Length == 0 || !_taken.Add(name); number++)
        {
            name = $"{plain}-{number}";
        }
        return name;
    }

    private static bool IsPlain(char letter) =>
        letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_' or '.';
}
