using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Requests;

/// <summary>Violations of refusals in plain words, with what to do (docs/services/fluence-cloud.md, "Errors").</summary>
internal static class Violations
{
    /// <summary>A sentence; null for a violation of a type that isn't known.</summary>
    public static string? Describe(ViolationWire violation) => violation.Type switch
    {
        null or "field" => Text.Of(nameof(Messages.ViolationField), violation.Field, violation.Reason?.Text),
        "provision" => violation.Violation is { } inner ? Describe(inner) : null,
        "account" => CodeWords.Of(violation.Code) ?? Text.Of(nameof(Messages.ViolationAccount), violation.Code),
        "missingBootDisk" => Messages.ViolationMissingBootDisk,
        "missingInterface" => Messages.ViolationMissingInterface,
        "unboundInterface" => Messages.ViolationUnboundInterface,
        "notExactlyOneDefault" => Text.Of(nameof(Messages.ViolationDefaults), violation.Found),
        "multiplePublicInterfaces" => Text.Of(nameof(Messages.ViolationPublicInterfaces), violation.Found),
        "tooManyInterfaces" => Text.Of(nameof(Messages.ViolationTooManyInterfaces), violation.Max),
        "computeCapacity" => Messages.ViolationComputeCapacity,
        "storageCapacity" => Text.Of(nameof(Messages.ViolationStorageCapacity), violation.Id),
        "publicIpCapacity" => Messages.ViolationPublicIpCapacity,
        "priceUnavailable" => Text.Of(nameof(Messages.ViolationPrice), NameOf(violation.Resource)),
        "diskInUse" => Messages.ViolationDiskInUse,
        "disk" or "notAttachable" =>
            Text.Of(nameof(Messages.ViolationDisk), violation.Id ?? Messages.ViolationThatDisk, DescribeDisk(violation.Reason)),
        "dependency" when violation.Id is null =>
            Text.Of(nameof(Messages.ViolationDependencies), NameOf(violation.Kind), DescribeDependency(violation.Reason)),
        "dependency" =>
            Text.Of(nameof(Messages.ViolationDependency), NameOf(violation.Kind), violation.Id, DescribeDependency(violation.Reason)),
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

    private static string DescribeDependency(ReasonWire? reason) => reason?.Text switch
    {
        "materializing" => Messages.DependencyMaterializing,
        "failed" => Messages.DependencyFailed,
        "missing" => Messages.DependencyMissing,
        "locationMismatch" => Messages.DiskWrongCluster,
        "relationshipMismatch" => Messages.DependencyRelationship,
        "inUse" => Messages.DependencyInUse,
        "invalidAddress" => Messages.DependencyInvalidAddress,
        "addressConflict" => Messages.DependencyAddressTaken,
        "unavailable" => Messages.DependencyUnavailable,
        var other => other ?? string.Empty,
    };

    private static string NameOf(string? kind) => kind switch
    {
        "storage" => Messages.KindDisk,
        "publicIp" => Messages.KindPublicIp,
        "subnet" => Messages.KindSubnet,
        "vpc" => Messages.KindVpc,
        "securityGroup" => Messages.KindSecurityGroup,
        "sshKey" => Messages.KindSshKey,
        "staticIp" => Messages.KindStaticIp,
        "vmConfiguration" => Messages.KindSize,
        var other => other ?? string.Empty,
    };
}
