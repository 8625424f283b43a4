using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Requests;

/// <summary>Violations and codes of refusals in plain words, with what to do (docs/services/fluence-cloud.md, "Errors").</summary>
internal static class Violations
{
    /// <summary>A sentence; null for a violation of a type that isn't known.</summary>
    public static string? Describe(ViolationWire violation) => violation.Type switch
    {
        null or "field" => Text.Of(nameof(Messages.ViolationField), violation.Field, violation.Reason?.Text),
        "provision" => violation.Violation is { } inner ? Describe(inner) : null,
        "account" => OfCode(violation.Code) ?? Text.Of(nameof(Messages.ViolationAccount), violation.Code),
        "missingBootDisk" => Messages.ViolationMissingBootDisk,
        "missingInterface" => Messages.ViolationMissingInterface,
        "unboundInterface" => Messages.ViolationUnboundInterface,
        "notExactlyOneDefault" => Text.Of(nameof(Messages.ViolationDefaults), violation.Found),
        "multiplePublicInterfaces" => Text.Of(nameof(Messages.ViolationPublicInterfaces), violation.Found),
        "tooManyInterfaces" => Text.Of(nameof(Messages.ViolationTooManyInterfaces), violation.Max),
        "computeCapacity" => Messages.ViolationComputeCapacity,
        "storageCapacity" => Text.Of(nameof(Messages.ViolationStorageCapacity), violation.Id),
        "publicIpCapacity" => Messages.ViolationPublicIpCapacity,
        "priceUnavailable" => Text.Of(nameof(Messages.ViolationPrice), violation.Resource),
        "diskInUse" => Messages.ViolationDiskInUse,
        "disk" or "notAttachable" =>
            Text.Of(nameof(Messages.ViolationDisk), violation.Id ?? Messages.ViolationThatDisk, DescribeDisk(violation.Reason)),
        "dependency" => Text.Of(
            nameof(Messages.ViolationDependency),
            violation.Kind,
            violation.Id ?? Messages.ViolationAllOfThem,
            violation.Reason?.Text),
        _ => null,
    };

    /// <summary>What a code means; null for one whose own text says enough.</summary>
    public static string? OfCode(string? code) => code switch
    {
        ErrorCodes.InsufficientBalance => Messages.CodeInsufficientBalance,
        ErrorCodes.NotInGoodStanding => Messages.CodeNotInGoodStanding,
        ErrorCodes.BillingNotProvisioned => Messages.CodeBillingNotProvisioned,
        ErrorCodes.FleetTooLarge => Messages.CodeFleetTooLarge,
        ErrorCodes.CapacityUnknown => Messages.CodeCapacityUnknown,
        ErrorCodes.PriceUnavailable => Messages.CodePriceUnavailable,
        ErrorCodes.SshKeyNotFound => Messages.CodeSshKeyNotFound,
        ErrorCodes.CloudInitTooLarge => Messages.CodeCloudInitTooLarge,
        ErrorCodes.IdempotencyConflict => Messages.CodeIdempotencyConflict,
        ErrorCodes.IdempotentResourceGone => Messages.CodeResourceGone,
        _ => null,
    };

    private static string DescribeDisk(ReasonWire? reason) => reason?.Text switch
    {
        "wrongCluster" => Messages.DiskWrongCluster,
        "notReady" => Text.Of(nameof(Messages.DiskNotReady), reason.Status),
        "isBootDisk" => Messages.DiskIsBoot,
        "notBootDisk" => Messages.DiskIsData,
        "belowMinimumSize" => Text.Of(nameof(Messages.DiskTooSmall), reason.MinBytes / 1_000_000_000m),
        var other => other ?? string.Empty,
    };
}
