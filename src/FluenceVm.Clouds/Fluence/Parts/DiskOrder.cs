namespace FluenceVm.Clouds.Fluence.Parts;

/// <summary>A disk to be made.</summary>
public sealed record DiskOrder
{
    /// <summary>Its name: 1 to 25 small letters, digits and hyphens.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>The id of the cluster that it is to lie in.</summary>
    public string Cluster { get; init; } = string.Empty;

    /// <summary>Its size in GB: at least 1, and at least 25 with an image.</summary>
    public long SizeGB { get; init; }

    /// <summary>The id of the image that it is made from; null for an empty data disk.</summary>
    public string? Image { get; init; }

    /// <summary>Whether it is kept several times.</summary>
    public bool Replicated { get; init; }
}
