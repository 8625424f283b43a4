using System.Text.Json.Serialization;
using System.Text.Json;
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

    [JsonConverter(typeof(TimeConverter))]
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

/// <summary>A single port of a protocol, <c>{"tcp":{"ports":{"exact":{"value":443}}}}</c>; null in both for everything else.</summary>
[JsonConverter(typeof(OpenedConverter))]
internal sealed record OpenedWire(string? Protocol, int? Port);

/// <summary>The body of <c>POST /v3/security-groups</c>; rules that are left out let everything pass.</summary>
internal sealed class CreateSecurityGroupWire
{
    public string? VpcId { get; set; }

    public string? Name { get; set; }

    public IReadOnlyList<RuleWire>? IngressRules { get; set; }
}

/// <summary>The body of <c>PATCH /v3/security-groups/{id}</c>.</summary>
internal sealed class ChangeSecurityGroupWire
{
    public RulesWire? IngressRules { get; set; }
}

/// <summary>The body of <c>PATCH /v3/vms/{id}/interfaces/{id}</c> that binds a group.</summary>
internal sealed class BindGroupWire
{
    public string? SecurityGroupId { get; set; }
}

/// <summary>Reads and writes single ports.</summary>
internal sealed class OpenedConverter : JsonConverter<OpenedWire>
{
    public override OpenedWire Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var kind = document.RootElement;
        return kind.ValueKind == JsonValueKind.Object
            && kind.EnumerateObject().FirstOrDefault() is { Name: { } protocol, Value: { ValueKind: JsonValueKind.Object } opened }
            && opened.TryGetProperty("ports", out var ports) && ports.ValueKind == JsonValueKind.Object
            && ports.TryGetProperty("exact", out var exact) && exact.ValueKind == JsonValueKind.Object
            && exact.TryGetProperty("value", out var value) && value.TryGetInt32(out var port)
            ? new OpenedWire(protocol, port)
            : new OpenedWire(null, null);
    }

    public override void Write(Utf8JsonWriter writer, OpenedWire value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteStartObject(value.Protocol!);
        writer.WriteStartObject("ports");
        writer.WriteStartObject("exact");
        writer.WriteNumber("value", value.Port!.Value);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
