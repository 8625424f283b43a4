namespace FluenceVm.Model;

/// <summary>What charges are added up by.</summary>
public enum ChargeGroup
{
    /// <summary>Each resource by itself.</summary>
    Resource,

    /// <summary>VMs, disks and addresses.</summary>
    Type,

    /// <summary>Where they were.</summary>
    Cluster,
}

/// <summary>The times that charges are split into.</summary>
public enum ChargePeriod
{
    /// <summary>Days, UTC.</summary>
    Day,

    /// <summary>Calendar months, UTC.</summary>
    Month,
}
