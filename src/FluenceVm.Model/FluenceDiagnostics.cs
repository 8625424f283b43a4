namespace FluenceVm.Model;

/// <summary>
/// What somebody who helps needs to know. It holds no key, no account's id or name, and no path, so it can be shown in public.
/// </summary>
public sealed class FluenceDiagnostics
{
    /// <summary>The module's version.</summary>
    public string Module { get; init; } = string.Empty;

    /// <summary>The edition and version of PowerShell.</summary>
    public string PowerShell { get; init; } = string.Empty;

    /// <summary>The runtime that it runs on.</summary>
    public string Runtime { get; init; } = string.Empty;

    /// <summary>The operating system.</summary>
    public string System { get; init; } = string.Empty;

    /// <summary>The culture that texts are read and written in outside of this module.</summary>
    public string Culture { get; init; } = string.Empty;

    /// <summary>The service, its generation and its version; null without a connection.</summary>
    public string? Connection { get; init; }

    /// <summary>What the account may do; null if the service doesn't tell.</summary>
    public string? Permissions { get; init; }

    /// <summary>How many orders the journal has, by state; null if it has none or can't be read.</summary>
    public string? Orders { get; init; }

    /// <summary>The latest requests of the connection, one per line, with the service's ids of them; null if there were none.</summary>
    public string? Requests { get; init; }

    /// <summary>The module and what it runs on.</summary>
    public override string ToString() => $"FluenceVm {Module}, PowerShell {PowerShell}, {System}";
}
