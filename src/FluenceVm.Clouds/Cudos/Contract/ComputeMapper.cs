using System.Numerics;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Cudos.Contract;

/// <summary>
/// From the wire types to the model, and the one place that knows their units (docs/services/cudos-compute.md): amounts are
/// acudos, <c>until</c>
/// nanoseconds since 1970, <c>memory_gb</c> gibibytes whatever its name says, <c>storage_gb</c> gigabytes, <c>size</c> bytes.
/// </summary>
internal static class ComputeMapper
{
    private const int NanosecondsPerTick = 100;
    private static readonly DateTimeOffset UnixEpoch = DateTimeOffset.FromUnixTimeSeconds(0);

    /// <param name="wire">The machine.</param>
    /// <param name="prices">The prices of the machine types in acudos per hour, by id.</param>
    /// <param name="faults">Takes what can't be read.</param>
    public static Machine ToModel(MachineWire wire, IReadOnlyDictionary<string, BigInteger> prices, ReadProblems faults) => new()
    {
        Id = wire.Id ?? string.Empty,
        State = wire.State ?? string.Empty,
        Owner = NullIfEmpty(wire.Owner),
        Region = NullIfEmpty(wire.Region),
        ImageId = wire.ImageId ?? string.Empty,
        MachineTypeId = wire.MachineTypeId ?? string.Empty,
        SshKey = wire.SshKey,
        CreditAcudos = faults.Take(wire.Credit, "credit", wire.Id),
        Provider = NullIfEmpty(wire.Provider),
        Address = NullIfEmpty(wire.Address),
        Until = faults.Take(wire.Until, "until", wire.Id) is { } nanoseconds ? ToTime(nanoseconds) : null,
        Reason = NullIfEmpty(wire.Reason),
        Description = NullIfEmpty(wire.Description),
        AcudosPerHour = wire.MachineTypeId is { } type && prices.TryGetValue(type, out var price) ? price : null,
    };

    public static MachineType ToModel(MachineTypeWire wire, ReadProblems faults)
    {
        var price = faults.Take(wire.AcudosPerHour, "acudos_per_hour", wire.Id);
        return new MachineType
        {
            Id = wire.Id ?? string.Empty,
            Cloud = nameof(Cloud.Cudos),
            CpuCount = ToCount(faults.Take(wire.CpuCount, "cpu_count", wire.Id)),
            GpuCount = ToCount(faults.Take(wire.GpuCount, "gpu_count", wire.Id)),
            MemoryGiB = faults.Take(wire.MemoryGb, "memory_gb", wire.Id),
            StorageGB = faults.Take(wire.StorageGb, "storage_gb", wire.Id),
            PricePerHour = price is { } acudos ? CudosAmount.ToCudos(acudos) : null,
            AcudosPerHour = price,
            Currency = "CUDOS",
            Available = wire.Available,
            Region = NullIfEmpty(wire.Region),
        };
    }

    public static VmImage ToModel(MachineImageWire wire, ReadProblems faults) => new()
    {
        Id = wire.Id ?? string.Empty,
        Cloud = nameof(Cloud.Cudos),
        Name = wire.Name,
        Distro = wire.Distro,
        SizeBytes = faults.Take(wire.Size, "size", wire.Id) is { } size && size <= long.MaxValue ? (long)size : null,
    };

    private static DateTimeOffset ToTime(BigInteger nanoseconds)
    {
        var ticks = nanoseconds / NanosecondsPerTick;
        return ticks > (DateTimeOffset.MaxValue - UnixEpoch).Ticks ? DateTimeOffset.MaxValue : UnixEpoch.AddTicks((long)ticks);
    }

    private static int? ToCount(BigInteger? number) => number is { } count && count <= int.MaxValue ? (int)count : null;

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
