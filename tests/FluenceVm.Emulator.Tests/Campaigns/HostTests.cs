using FluenceVm.Emulator.Tests.Support;

namespace FluenceVm.Emulator.Tests.Campaigns;

/// <summary>The emulator as a program of its own.</summary>
public sealed class HostTests : IDisposable
{
    private const string Key = "emulator-key-not-a-secret";
    private readonly TemporaryFolder _folder = new();

    [SkippableTheory]
    [InlineData(15)]
    [InlineData(2)]
    public async Task A_signal_ends_it_cleanly_and_everything_is_kept(int signal)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no signals.");
        Skip.If(IsIgnored(signal), "The shell started this in the background, where programs ignore SIGINT.");
        var state = _folder.File("state");
        using (var host = await HostProcess.Start("--state", state, "--clock-rate", "3600"))
        {
            using var client = new EmulatorClient(new SocketsHttpHandler(), host.Uri, Key);
            await client.Order(name: "kept");
            Assert.Equal(0, await host.Signal(signal));
        }

        using var next = new VmEmulator(new VmEmulatorOptions { StatePath = state });
        using var again = new EmulatorClient(next);
        Assert.NotNull(await again.Vm("kept"));
    }

    [Fact]
    public async Task What_it_cannot_do_it_says_and_ends()
    {
        var state = _folder.File("state");
        using var emulator = new VmEmulator(new VmEmulatorOptions { StatePath = state });
        var port = FormattableString.Invariant($"{emulator.Listen().Port}");

        var (held, heldText) = await HostProcess.Run("--state", state);
        var (taken, takenText) = await HostProcess.Run("--port", port);
        var (wrong, wrongText) = await HostProcess.Run("--port", "many");

        Assert.Equal((1, 1, 2), (held, taken, wrong));
        Assert.Contains("Another emulator uses the state file", heldText, StringComparison.Ordinal);
        Assert.Contains("can't listen on port", takenText, StringComparison.Ordinal);
        Assert.Contains("--port many is not understood.", wrongText, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    // What the parent ignores, its programs ignore as well, and nothing ends.
    private static bool IsIgnored(int signal) =>
        File.Exists("/proc/self/status")
        && File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is var line
        && (Convert.ToUInt64(line.Split('\t')[1], 16) & (1ul << (signal - 1))) != 0;
}
