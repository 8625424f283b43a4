using System.Numerics;

namespace FluenceVm.Emulator.Cudos;

/// <summary>A machine type of the emulated contract.</summary>
/// <param name="Id">Its id.</param>
/// <param name="CpuCount">Virtual CPUs.</param>
/// <param name="GpuCount">Virtual GPUs.</param>
/// <param name="MemoryGb">Memory in GiB, whatever the field's name says.</param>
/// <param name="StorageGb">Disk in GB.</param>
/// <param name="AcudosPerHour">Price per hour in the chain's coin.</param>
/// <param name="Available">Whether providers take orders of it.</param>
/// <param name="Region">The undocumented field that the contract's own web page knows; null leaves it out.</param>
internal sealed record EmulatedMachineType(
    string Id,
    int CpuCount,
    int GpuCount,
    int MemoryGb,
    int StorageGb,
    BigInteger AcudosPerHour,
    bool Available = true,
    string? Region = null);

/// <summary>An image of the emulated contract.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Distro">The software distribution.</param>
/// <param name="Size">Its size in bytes.</param>
internal sealed record EmulatedImage(string Id, string Name, string Distro, long Size);

/// <summary>A provider: it commits to orders of its region as long as it has room.</summary>
/// <param name="Address">Its account.</param>
/// <param name="Region"><c>na</c>, <c>eu</c> or <c>ap</c>.</param>
/// <param name="CpuCount">The virtual CPUs that it has.</param>
/// <param name="GpuCount">The virtual GPUs that it has.</param>
internal sealed record EmulatedProvider(string Address, string Region, int CpuCount, int GpuCount);

/// <summary>How long the steps of a provider take.</summary>
internal static class ProviderDelays
{
    /// <summary>From an order to a provider's commitment (or to <c>Failed</c>).</summary>
    public static TimeSpan Commit { get; } = TimeSpan.FromSeconds(5);

    /// <summary>From the commitment until the address is known.</summary>
    public static TimeSpan Address { get; } = TimeSpan.FromSeconds(10);

    /// <summary>From there until the machine runs for the first time.</summary>
    public static TimeSpan Boot { get; } = TimeSpan.FromSeconds(15);

    /// <summary>A start, stop or restart that the owner asks for.</summary>
    public static TimeSpan Request { get; } = TimeSpan.FromSeconds(10);

    /// <summary>From a disowning until the provider has ended the machine.</summary>
    public static TimeSpan End { get; } = TimeSpan.FromSeconds(10);
}
