namespace FluenceVm.Model;

/// <summary>What a command did on one machine.</summary>
public sealed class SshResult
{
    /// <summary>The machine's name, or its id if it has none.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>The machine's id.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>The address that it was reached at.</summary>
    public string Address { get; init; } = string.Empty;

    /// <summary>The command's exit code; 255 if the login failed.</summary>
    public int ExitCode { get; init; }

    /// <summary>What the command wrote, line by line.</summary>
    public IReadOnlyList<string> Output { get; init; } = [];

    /// <summary>What the command wrote to its error output, line by line.</summary>
    public IReadOnlyList<string> ErrorOutput { get; init; } = [];

    /// <summary>The name and the exit code.</summary>
    public override string ToString() => $"{Name}: {ExitCode}";
}
