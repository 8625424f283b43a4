using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Parts;

/// <summary>A security group to be made.</summary>
public sealed record SecurityGroupOrder
{
    /// <summary>Its name: 1 to 25 small letters, digits and hyphens.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>The id of its VPC.</summary>
    public string Vpc { get; init; } = string.Empty;

    /// <summary>What may come in; null for everything, empty for nothing.</summary>
    public IReadOnlyList<SecurityRule>? Ingress { get; init; }

    /// <summary>What may go out; null for everything, empty for nothing.</summary>
    public IReadOnlyList<SecurityRule>? Egress { get; init; }
}
