namespace FluenceVm.Clouds.Fluence.Parts;

/// <summary>What VMs are made of, as things of their own (generation <c>Cloud</c>).</summary>
public interface ICloudParts
{
    /// <summary>Disks.</summary>
    IDisks Disks { get; }

    /// <summary>Public addresses.</summary>
    IPublicIps PublicIps { get; }

    /// <summary>VPCs and subnets.</summary>
    INetworks Networks { get; }

    /// <summary>Security groups.</summary>
    IFirewalls Firewalls { get; }

    /// <summary>Clusters.</summary>
    IClusters Clusters { get; }
}
