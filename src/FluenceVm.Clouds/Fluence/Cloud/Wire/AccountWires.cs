using FluenceVm.Clouds.Json;

namespace FluenceVm.Clouds.Fluence.Cloud.Wire;

/// <summary>The account of the key.</summary>
internal sealed class AccountWire
{
    public string? Id { get; set; }

    public string? Email { get; set; }

    public List<string>? Permissions { get; set; }
}

/// <summary>An SSH key.</summary>
internal sealed class CloudSshKeyWire
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? PublicKey { get; set; }

    public string? Algorithm { get; set; }

    public string? Fingerprint { get; set; }
}

/// <summary>The body of <c>POST /v3/ssh-keys</c>.</summary>
internal sealed class CreateSshKeyWire
{
    public string? Name { get; set; }

    public string? PublicKey { get; set; }
}

/// <summary>What the account holds of one entitlement.</summary>
internal sealed class BalanceWire
{
    public string? FeatureKey { get; set; }

    public Field<decimal> Balance { get; set; }

    public Field<decimal> Usage { get; set; }

    public Field<decimal> Overage { get; set; }

    public Field<decimal> TotalDepositedAmount { get; set; }
}

/// <summary>How the service is.</summary>
internal sealed class ServiceStatusWire
{
    public bool? MaintenanceMode { get; set; }

    public string? Version { get; set; }
}
