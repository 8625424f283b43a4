namespace FluenceVm.Clouds.Fluence.Cloud.Requests;

/// <summary>Codes of error responses that this client acts on (docs/services/fluence-cloud.md, "Errors").</summary>
internal static class ErrorCodes
{
    public const string RequestInProgress = "request_in_progress";
    public const string IdempotentResourceGone = "idempotent_resource_gone";
    public const string InsufficientBalance = "insufficient_balance";
    public const string NotInGoodStanding = "account_not_in_good_standing";
    public const string VmNotDraft = "vm_not_draft";
    public const string SecurityGroupVpcMismatch = "security_group_vpc_mismatch";
}
