using System.Text.Json.Serialization;
using FluenceVm.Clouds.Json;

namespace FluenceVm.Clouds.Fluence.Cloud.Wire;

/// <summary>A security group.</summary>
internal sealed class SecurityGroupWire
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? VpcId { get; set; }

    public string? ClusterId { get; set; }

    public string? Status { get; set; }

    public RulesWire? IngressRules { get; set; }

    public RulesWire? EgressRules { get; set; }

    public List<AttachmentWire?>? Attachments { get; set; }

    public Field<DateTimeOffset> CreatedAt { get; set; }
}

/// <summary>An interface that a security group filters.</summary>
internal sealed class AttachmentWire
{
    public string? VmId { get; set; }

    public string? InterfaceId { get; set; }
}

/// <summary>What may pass: everything, or what one of the rules allows.</summary>
internal sealed class RulesWire
{
    public string? Type { get; set; }

    public IReadOnlyList<RuleWire?>? Rules { get; set; }
}

/// <summary>A rule.</summary>
internal sealed class RuleWire
{
    /// <summary><c>ipv4</c> or <c>ipv6</c>.</summary>
    public string? Type { get; set; }

    public OpenedWire? ProtocolKind { get; set; }

    public RemoteWire? Remote { get; set; }
}

/// <summary>Whom a rule is for.</summary>
internal sealed class RemoteWire
{
    public string? Address { get; set; }

    public string? SecurityGroup { get; set; }
}

/// <summary>
/// A protocol and its ports, <c>{"tcp":{"ports":{"exact":{"value":443}}}}</c>, <c>{"udp":{"ports":"all"}}</c> or <c>"icmp"</c>; ports are
/// null for every port, and the protocol for what isn't understood.
/// </summary>
[JsonConverter(typeof(OpenedConverter))]
internal sealed record OpenedWire(string? Protocol, int? FirstPort, int? LastPort)
{
    /// <summary>The port, if it is a single one.</summary>
    public int? Port => FirstPort == LastPort ? FirstPort : null;
}

/// <summary>The body of <c>POST /v3/security-groups</c>; rules that are left out let everything pass.</summary>
internal sealed class CreateSecurityGroupWire
{
    public string? VpcId { get; set; }

    public string? Name { get; set; }

    public IReadOnlyList<RuleWire>? IngressRules { get; set; }

    public IReadOnlyList<RuleWire>? EgressRules { get; set; }
}

/// <summary>The body of <c>PATCH /v3/security-groups/{id}</c>; what is left out stays.</summary>
internal sealed class ChangeSecurityGroupWire
{
    public string? Name { get; set; }

    public RulesWire? IngressRules { get; set; }

    public RulesWire? EgressRules { get; set; }
}

/// <summary>The body of <c>PATCH /v3/vms/{id}/interfaces/{id}</c> that binds a group.</summary>
internal sealed class BindGroupWire
{
    public string? SecurityGroupId { get; set; }
}
