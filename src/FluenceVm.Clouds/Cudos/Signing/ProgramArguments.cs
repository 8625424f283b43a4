namespace FluenceVm.Clouds.Cudos.Signing;

/// <summary>The arguments of a program, each of which it gets literally.</summary>
internal sealed class ProgramArguments
{
    private readonly List<string> _all;

    public ProgramArguments(params string[] first) => _all = [.. first];

    /// <summary>All of them, in their order.</summary>
    public IReadOnlyList<string> All => _all;

    /// <summary>Adds an option with its value; without a value nothing.</summary>
    public ProgramArguments Add(string name, string? value)
    {
        if (value is not null)
        {
            _all.Add(name);
            _all.Add(value);
        }
        return this;
    }

    /// <summary>Adds an option without a value.</summary>
    public ProgramArguments Add(string name)
    {
        _all.Add(name);
        return this;
    }
}
