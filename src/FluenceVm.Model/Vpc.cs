namespace FluenceVm.Model;

/// <summary>A private network of a cluster (docs/services/fluence-cloud.md). It is free; its subnets have the addresses.</summary>
public sealed class Vpc : IPart
{
    /// <summary>Its id, a UUID.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>Its name: 1 to 25 small letters, digits and hyphens.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// <c>new</c>, <c>created</c>, <c>ready</c>, <c>failed</c>, <c>removing</c>, <c>removed</c>, <c>dormant</c> or
    /// <c>parking</c>.
    /// </summary>
    public string Status { get; init; } = string.Empty;

    /// <summary>The id of the cluster that it belongs to.</summary>
    public string? Cluster { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The name and the id.</summary>
    public override string ToString() => Shown.Named(Name, Id);
}
