namespace FluenceVm.Clouds.Fluence.Cloud.Requests;

/// <summary>Codes of error responses that this client acts on (docs/services/fluence-cloud.md, "Errors").</summary>
internal static class ErrorCodes
{
    public const string RequestInProgress = "request_in_progress";
    public const string IdempotencyConflict = "idempotency_conflict";
    public const string IdempotentResourceGone = "idempotent_resource_gone";
    public const string AdmissionRefused = "admission_refused";
    public const string InsufficientBalance = "insufficient_balance";
    public const string NotInGoodStanding = "account_not_in_good_standing";
    public const string BillingNotProvisioned = "billing_not_provisioned";
    public const string FleetTooLarge = "fleet_too_large";
    public const string CapacityUnknown = "capacity_telemetry_unavailable";
    public const string PriceUnavailable = "resource_price_unavailable";
    public const string SshKeyNotFound = "ssh_key_not_found";
    public const string CloudInitTooLarge = "cloud_init_too_large";
    public const string Conflict = "conflict";
    public const string VmNotDraft = "vm_not_draft";
    public const string VmNotLive = "vm_not_live";
    public const string AttachedToVm = "attached_to_vm";
    public const string SecurityGroupVpcMismatch = "security_group_vpc_mismatch";
    public const string BeingRemoved = "storage_removal_in_progress";
}
