namespace FluenceVm.Model;

/// <summary>A firewall of a VPC: what may reach its VMs, and what they may reach (docs/services/fluence-cloud.md). It is free.</summary>
public sealed class SecurityGroup : IPart
{
    /// <summary>Its id, a UUID.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>Its name: 1 to 25 small letters, digits and hyphens.</summary>
    public string? Name { get; init; }

    /// <summary><c>new</c>, <c>created</c>, <c>ready</c>, <c>updating</c>, <c>failed</c>, <c>removing</c> or <c>removed</c>.</summary>
    public string Status { get; init; } = string.Empty;

    /// <summary>The id of its VPC.</summary>
    public string? VpcId { get; init; }

    /// <summary>The id of the cluster that it belongs to.</summary>
    public string? Cluster { get; init; }

    /// <summary>What may come in; null if everything may, empty if nothing may.</summary>
    public IReadOnlyList<SecurityRule>? Ingress { get; init; }

    /// <summary>What may go out; null if everything may, empty if nothing may.</summary>
    public IReadOnlyList<SecurityRule>? Egress { get; init; }

    /// <summary>The ids of the VMs that it filters.</summary>
    public IReadOnlyList<string> VmIds { get; init; } = [];

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The name and the id.</summary>
    public override string ToString() => Shown.Named(Name, Id);
}
