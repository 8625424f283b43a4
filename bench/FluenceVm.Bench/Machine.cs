using System.Globalization;
using System.Runtime.InteropServices;

namespace FluenceVm.Bench;

/// <summary>The machine that figures come from, and whether it had something else to do.</summary>
internal static class Machine
{
    private const string LoadFile = "/proc/loadavg";

    // One core's worth of other work slows a measurement of two processes on two cores.
    private static double Tolerable => Environment.ProcessorCount / 4.0;

    /// <summary>For example <c>2 cores, 24 GiB of memory, Debian GNU/Linux 12 (bookworm) (X64)</c>.</summary>
    public static string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Math.Pow(1024, 3):0} GiB of memory, ") +
        $"{RuntimeInformation.OSDescription.Split('#')[0].Trim()} ({RuntimeInformation.OSArchitecture})";

    /// <summary>A sentence if other work ran in the minute before; null if not, or if the system doesn't say.</summary>
    public static string? Busy()
    {
        if (!File.Exists(LoadFile))
        {
            return null;
        }
        var load = double.Parse(File.ReadAllText(LoadFile).Split(' ')[0], CultureInfo.InvariantCulture);
        return load <= Tolerable ? null : string.Create(
            CultureInfo.InvariantCulture, $"The machine was busy: {load:0.0} processes wanted to run in the minute before, on its own.");
    }
}
