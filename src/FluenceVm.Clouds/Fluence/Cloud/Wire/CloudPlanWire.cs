namespace FluenceVm.Clouds.Fluence.Cloud.Wire;

/// <summary>
/// What an order resolved to, as the journal keeps it: with it an order that was interrupted sends the same bytes again. It
/// holds no user data and no key, only their ids.
/// </summary>
internal sealed record CloudPlanWire
{
    /// <summary>Tells the requests of this plan from those of an earlier one that was refused.</summary>
    public string Attempt { get; init; } = string.Empty;

    public string ClusterId { get; init; } = string.Empty;

    public string ConfigurationId { get; init; } = string.Empty;

    public SourceWire Source { get; init; } = new();

    public IReadOnlyList<string> SshKeyIds { get; init; } = [];

    public long BootDiskGB { get; init; }

    public IReadOnlyList<int> DataDisksGB { get; init; } = [];

    /// <summary>Null if the cluster has no subnet yet: then the service makes the interface.</summary>
    public string? SubnetId { get; init; }

    public string? VpcId { get; init; }

    public bool NewPublicIp { get; init; }

    public string? PublicIpId { get; init; }

    /// <summary>A security group of the user's; null for none, or for one that the order makes.</summary>
    public string? SecurityGroupId { get; init; }

    /// <summary>The ports of the security group that the order makes; empty for none.</summary>
    public IReadOnlyList<string> Ports { get; init; } = [];

    public decimal PricePerHour { get; init; }

    public decimal IncrementalPricePerHour { get; init; }

    public int Count { get; init; } = 1;
}
