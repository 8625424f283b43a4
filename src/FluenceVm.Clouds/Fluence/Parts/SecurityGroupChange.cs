using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Parts;

/// <summary>A change of a security group. What is null stays as it is.</summary>
public sealed record SecurityGroupChange
{
    /// <summary>The new name.</summary>
    public string? Name { get; init; }

    /// <summary>The whole new list of what may come in; empty for nothing.</summary>
    public IReadOnlyList<SecurityRule>? Ingress { get; init; }

    /// <summary>The whole new list of what may go out; empty for nothing.</summary>
    public IReadOnlyList<SecurityRule>? Egress { get; init; }

    /// <summary>Whether everything may come in, whatever <see cref="Ingress"/> says.</summary>
    public bool AllIngress { get; init; }

    /// <summary>Whether everything may go out, whatever <see cref="Egress"/> says.</summary>
    public bool AllEgress { get; init; }
}
