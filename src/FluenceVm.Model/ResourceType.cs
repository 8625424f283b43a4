namespace FluenceVm.Model;

/// <summary>The type of a resource of a VM or an offer (docs/services/fluence-market.md, "Resource types").</summary>
public sealed class ResourceType : OpenValue<ResourceType>
{
    /// <summary>Wraps the service's text.</summary>
    /// <param name="value">The text, for example <c>VCPU</c>.</param>
    public ResourceType(string value) : base(value) { }

    /// <summary>Virtual CPU cores.</summary>
    public static ResourceType VCpu { get; } = new("VCPU");

    /// <summary>Memory.</summary>
    public static ResourceType Ram { get; } = new("RAM");

    /// <summary>Disk space.</summary>
    public static ResourceType Storage { get; } = new("STORAGE");

    /// <summary>Public IP addresses.</summary>
    public static ResourceType PublicIp { get; } = new("PUBLIC_IP");

    /// <summary>Network bandwidth.</summary>
    public static ResourceType NetworkBandwidth { get; } = new("NETWORK_BANDWIDTH");

    /// <summary>Graphics processors.</summary>
    public static ResourceType Gpu { get; } = new("GPU");

    /// <summary>A security group that was made for a VM's ports (generation <c>Cloud</c>).</summary>
    public static ResourceType SecurityGroup { get; } = new("SECURITY_GROUP");

    /// <summary>A VM that was never provisioned (generation <c>Cloud</c>).</summary>
    public static ResourceType Draft { get; } = new("DRAFT");

    /// <summary>Wraps a text, so that scripts and programs compare with plain strings.</summary>
    /// <param name="value">The text.</param>
    public static implicit operator ResourceType(string value) => new(value);

    /// <summary>The named form of the conversion.</summary>
    /// <param name="value">The text.</param>
    public static ResourceType FromString(string value) => new(value);
}
