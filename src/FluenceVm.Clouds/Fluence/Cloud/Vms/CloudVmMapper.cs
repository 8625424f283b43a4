using FluenceVm.Clouds.Fluence.Cloud.Catalogue;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Vms;

/// <summary>Puts a VM together from what the service sends of it and of what it uses.</summary>
internal static class CloudVmMapper
{
    public static Vm ToModel(CloudVmWire wire, VmBelongings belongings, ReadProblems faults) => new()
    {
        Id = wire.Id ?? string.Empty,
        Name = wire.Name,
        Status = wire.Status ?? string.Empty,
        Failure = FailureOf(wire),
        PricePerHour = belongings.PricePerHour,
        PricePerEpoch = belongings.PricePerHour * (decimal)Epoch.Length.TotalHours,
        Currency = Amounts.Currency,
        CpuCount = Amounts.ToInt(belongings.Size?.Cores),
        MemoryGiB = Amounts.ToGiB(belongings.Size?.MemoryGB),
        StorageGiB = Amounts.ToGiB(belongings.DiskGB),
        DiskIds = [.. wire.DiskIds],
        PublicIp = belongings.Address?.Address,
        PrivateIp = belongings.PrivateIp,
        Cluster = wire.ClusterId,
        Datacenter = belongings.Datacenter,
        Ports = belongings.Ports,
        RestartRequired = wire.RestartRequired,
        OsImage = belongings.Image,
        CreatedAt = faults.Take(wire.CreatedAt, "createdAt", wire.Id),
        StatusChangedAt = faults.Take(
            StatusChangedAt(wire),
            wire.Status == CloudVmStatus.Terminated ? "terminatedAt" : "readySince",
            wire.Id),
        ReadResources = () => [.. belongings.ToResources()],
        ApiVersion = nameof(FluenceApiVersion.Cloud),
    };

    // The service tells of two statuses since when.
    public static Field<DateTimeOffset> StatusChangedAt(CloudVmWire wire) => wire.Status switch
    {
        CloudVmStatus.Launched => wire.ReadySince,
        CloudVmStatus.Terminated => wire.TerminatedAt,
        _ => default,
    };

    public static string? FailureOf(CloudVmWire wire) => wire.Failure is not { } failure ? null
        : failure.Message is { Length: > 0 } message ? $"{failure.Code}: {message}" : failure.Code;
}
