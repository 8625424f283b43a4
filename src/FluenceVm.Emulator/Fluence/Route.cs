using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence;

/// <summary>What answers a method of a path, and what faults and the log call it.</summary>
internal sealed record Route(string Operation, string Method, string Path, Func<EmulatorRequest, DateTimeOffset, EmulatorResponse> Answer);
