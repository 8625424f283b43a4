namespace FluenceVm.Clouds.Fluence.Cloud.Wire;

/// <summary>Where VMs of an order go, as what, and for how much each.</summary>
internal sealed record CloudPlaceWire
{
    /// <summary>The country, if the order is spread over some.</summary>
    public string? Country { get; init; }

    /// <summary>How many of the order's VMs go there.</summary>
    public int Count { get; init; } = 1;

    public string ClusterId { get; init; } = string.Empty;

    public string ConfigurationId { get; init; } = string.Empty;

    public long BootDiskGB { get; init; }

    /// <summary>Null if the cluster has no subnet yet: then the service makes the interface.</summary>
    public string? SubnetId { get; init; }

    public string? VpcId { get; init; }

    public decimal PricePerHour { get; init; }

    public decimal IncrementalPricePerHour { get; init; }
}
