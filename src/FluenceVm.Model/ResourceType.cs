namespace FluenceVm.Model;

/// <summary>The type of a resource of a VM or an offer (marketplace page, "Resource types").</summary>
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

    /// <summary>Wraps a text, so that scripts and programs compare with plain strings.</summary>
    /// <param name="value">The text.</param>
    public static implicit operator ResourceType(string value) => new(value);

    /// <summary>The named form of the conversion.</summary>
    /// <param name="value">The text.</param>
    public static ResourceType FromString(string value) => new(value);
}
