namespace FluenceVm.Model;

/// <summary>An image that a machine can be started from, of either cloud.</summary>
public sealed class VmImage
{
    /// <summary>Its id.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>The cloud that has it.</summary>
    public string Cloud { get; init; } = string.Empty;

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>The software distribution, for example <c>Ubuntu</c>.</summary>
    public string? Distro { get; init; }

    /// <summary>Its short name, for example <c>ubuntu-22-04-x64</c> (Fluence).</summary>
    public string? Slug { get; init; }

    /// <summary>Its size in bytes (Cudos).</summary>
    public long? SizeBytes { get; init; }

    /// <summary>Where it is downloaded from (Fluence).</summary>
    public string? DownloadUrl { get; init; }

    /// <summary>The user to log in as, for example <c>ubuntu</c> (Fluence).</summary>
    public string? UserName { get; init; }

    /// <summary>The short name, or the id.</summary>
    public override string ToString() => Slug ?? Id;
}
