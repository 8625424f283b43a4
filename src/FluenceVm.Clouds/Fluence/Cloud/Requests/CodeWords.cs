using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Requests;

/// <summary>What the codes of refusals mean, and what to do (docs/services/fluence-cloud.md, "Errors").</summary>
internal static class CodeWords
{
    /// <summary>A sentence; null for a code whose own text, or whose status, says enough.</summary>
    public static string? Of(string? code) => code switch
    {
        "admission_refused" => Messages.CodeAdmissionRefused,
        "insufficient_balance" => Messages.CodeInsufficientBalance,
        "account_not_in_good_standing" => Messages.CodeNotInGoodStanding,
        "billing_not_provisioned" => Messages.CodeBillingNotProvisioned,
        "fleet_too_large" => Messages.CodeFleetTooLarge,
        "capacity_telemetry_unavailable" => Messages.CodeCapacityUnknown,
        "resource_price_unavailable" => Messages.CodePriceUnavailable,
        "ssh_key_not_found" => Messages.CodeSshKeyNotFound,
        "cloud_init_too_large" => Messages.CodeCloudInitTooLarge,
        "idempotency_conflict" or "idempotency_operation_mismatch" or "idempotency_version_unsupported" =>
            Messages.CodeIdempotencyConflict,
        "idempotent_resource_gone" => Messages.CodeResourceGone,
        "vm_not_live" => Messages.CodeVmNotLive,
        "vm_not_draft" or "conversion_draft_only" or "storage_not_draft" => Messages.CodeNotDraft,
        "draft_revision_stale" => Messages.CodeDraftStale,
        "draft_not_provisionable" => Messages.CodeDraftIncomplete,
        "attached_to_vm" => Messages.CodeAttachedToVm,
        "storage_removal_in_progress" => Messages.CodeBeingRemoved,
        "storage_not_attachable" => Messages.CodeDiskNotAttachable,
        "boot_disk_not_attachable" => Messages.CodeBootDiskNotAttachable,
        "boot_disk_already_attached" => Messages.ViolationDiskInUse,
        "active_public_interface" => Messages.CodePublicInterface,
        "unbound_interface_present" => Messages.ViolationUnboundInterface,
        "subnet_already_attached" => Messages.CodeSubnetAttached,
        "security_group_vpc_mismatch" => Messages.CodeGroupOfOtherVpc,
        "default_topology_unusable" => Messages.CodeDefaultNetworkBroken,
        "default_subnet_already_exists" => Messages.CodeDefaultSubnetExists,
        "reserved_default_subnet_cidr_conflict" => Messages.CodeRangeReserved,
        "subnet_cidr_required" => Messages.CodeRangeRequired,
        "ipv6_egress_unsupported" => Messages.CodeNoWayOutForIPv6,
        "parent_vpc_failed" => Messages.CodeVpcFailed,
        "vpc_has_live_children" => Messages.CodeVpcInUse,
        "api_key_scope_not_delegable" => Messages.CodeScopeNotDelegable,
        "cleanup_snapshot_unavailable" => Messages.CodeInventoryUnknown,
        "platform_default_unavailable" => Messages.CodeDefaultUnavailable,
        "operation_unavailable" or "public_request_verification_unavailable" => Messages.CodeUnavailable,
        _ => null,
    };
}
