using FluenceVm.Clouds.Fluence.Parts;

namespace FluenceVm.Clouds.Fluence.Cloud;

/// <summary>What VMs are made of.</summary>
internal sealed record CloudParts(
    IDisks Disks, IPublicIps PublicIps, INetworks Networks, IFirewalls Firewalls, IClusters Clusters) : ICloudParts;
