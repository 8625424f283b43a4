using FluenceVm.Tests.Support;

namespace FluenceVm.Emulator.Tests.Support;

/// <summary>A test with an emulator of its own, whose time stands still.</summary>
public abstract class EmulatorTest : IDisposable
{
    private protected EmulatorTest(bool withFleet = true, decimal balance = 1000m)
    {
        Emulator = new VmEmulator(new VmEmulatorOptions { TimeProvider = new ManualTime(), WithFleet = withFleet, Balance = balance });
        Client = new EmulatorClient(Emulator);
    }

    private protected VmEmulator Emulator { get; }

    private protected EmulatorClient Client { get; }

    public void Dispose()
    {
        Client.Dispose();
        Emulator.Dispose();
        GC.SuppressFinalize(this);
    }
}
