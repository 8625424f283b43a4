namespace FluenceVm.Model;

/// <summary>A place where VMs, disks and addresses are, and what is left there (docs/services/fluence-cloud.md).</summary>
public sealed record Cluster : IPart
{
    /// <summary>Its id, a UUID.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Where it stands; null if the service doesn't say.</summary>
    public Datacenter? Datacenter { get; init; }

    /// <summary>ISO code of the country.</summary>
    public string? Country => Datacenter?.CountryCode;

    /// <summary>The configurations that can be ordered there now; null if the service doesn't say.</summary>
    public IReadOnlyList<string>? Configurations { get; init; }

    /// <summary>How many public IPv4 addresses are left; null if the service doesn't say.</summary>
    public long? PublicIps { get; init; }

    /// <summary>The largest disk that can be ordered there, in GB; null if the service doesn't say.</summary>
    public long? LargestDiskGB { get; init; }

    /// <summary>The name and the id.</summary>
    public override string ToString() => Shown.Named(Name, Id);
}
