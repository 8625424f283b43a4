namespace FluenceVm.Emulator;

/// <summary>An emulator of both clouds. Nothing that it does costs money or leaves the machine.</summary>
public sealed class VmEmulator : IDisposable
{
    /// <summary>Starts an emulator in this process; it opens no port.</summary>
    /// <param name="options">How it is set up.</param>
    public VmEmulator(VmEmulatorOptions? options = null) => _ = options;

    /// <summary>The key that the emulated Fluence accepts; visibly a fake.</summary>
    public string ApiKey { get; } = "emulator-key-not-a-secret";

    /// <summary>The address that in-process requests carry; nothing listens there.</summary>
    public Uri Uri { get; } = new("http://127.0.0.1/");

    /// <summary>Sends requests straight into the emulator.</summary>
    public HttpMessageHandler CreateHandler() => throw new NotImplementedException();

    /// <summary>Moves the clock on and lets everything happen that falls due, in order.</summary>
    /// <param name="by">How far; not negative.</param>
    public void Step(TimeSpan by) => throw new NotImplementedException();

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
    }
}
