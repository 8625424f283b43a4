namespace FluenceVm.Clouds.Fluence.Rules;

/// <summary>Gathers which of some names living VMs have.</summary>
internal sealed class TakenNames(IReadOnlyList<string> names)
{
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Those that are taken, in the order of the names.</summary>
    public IReadOnlyList<string> Found => [.. names.Where(_taken.Contains)];

    /// <summary>Takes a VM into account.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="status">Its status; one that leads to its end only doesn't count.</param>
    public void Add(string? name, string? status)
    {
        if (name is not null && !VmWaiter.IsEnding(status))
        {
            _taken.Add(name);
        }
    }
}
