using System.Runtime.InteropServices;
using FluenceVm.Emulator;

// The emulator of both clouds as a program of its own, for machines without PowerShell and for programs in other languages.
if (!HostArguments.TryParse(args, out var arguments, out var complaint))
{
    await Console.Error.WriteLineAsync(complaint);
    await Console.Error.WriteLineAsync(HostArguments.Usage);
    return 2;
}
try
{
    using var emulator = new VmEmulator(new VmEmulatorOptions { StatePath = arguments.State, ClockRate = arguments.ClockRate });
    var stop = new TaskCompletionSource();
    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    Console.WriteLine($"Listening on {emulator.Listen(arguments.Port)}");
    Console.WriteLine($"Fluence key: {emulator.ApiKey}");
    Console.WriteLine($"Cudos contract: {emulator.ContractAddress}");
    Console.WriteLine($"Cudos owner: {emulator.Owner}");
    Console.WriteLine("Ctrl+C ends it.");
    await stop.Task;
    return 0;

    void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        stop.TrySetResult();
    }
}
catch (Exception error) when (error is IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync(error.Message);
    return 1;
}
