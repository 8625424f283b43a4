using FluenceVm.Emulator.Store;
using FluenceVm.Emulator.Tests.Support;
using FluenceVm.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace FluenceVm.Emulator.Tests.Store;

/// <summary>One suite over every store: an emulator that is restarted all the time is, to its clients, one that never was.</summary>
public abstract class RestartTests : IDisposable
{
    private protected TemporaryFolder Folder { get; } = new();

    [Fact]
    public void A_restart_after_every_operation_is_seen_by_nobody()
    {
        // A failure's message holds the seed, for Config.WithReplay.
        var property = Prop.ForAll(Operations.OnBoth.ListOf().ToArbitrary(), operations =>
        {
            var kept = Restartable();
            using var twin = new VmEmulator(Options(new MemoryStateStore()));
            using var twinClient = new EmulatorClient(twin);
            foreach (var operation in operations)
            {
                using (var emulator = kept())
                {
                    using var client = new EmulatorClient(emulator);
                    operation.Run(emulator, client).GetAwaiter().GetResult();
                }
                operation.Run(twin, twinClient).GetAwaiter().GetResult();
            }
            using var last = kept();
            Assert.Equal(StateText.Of(twin), StateText.Of(last));
        });

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(12).WithEndSize(20), property);
    }

    [Fact]
    public async Task No_id_comes_twice_whatever_was_deleted_before_the_restart()
    {
        var kept = Restartable();
        var seen = new HashSet<string>();
        for (var i = 0; i < 5; i++)
        {
            using var emulator = kept();
            using var client = new EmulatorClient(emulator);
            foreach (var id in await client.Order(3))
            {
                Assert.True(seen.Add(id), $"{id} came twice");
                await client.Delete($$"""{"vmId":"{{id}}"}""");
            }
            emulator.Step(TimeSpan.FromSeconds(3));
        }
    }

    [Fact]
    public void A_step_is_kept()
    {
        var kept = Restartable();
        DateTimeOffset stepped;
        using (var emulator = kept())
        {
            emulator.Step(TimeSpan.FromDays(30));
            stepped = emulator.Now;
        }

        using var next = kept();

        Assert.Equal(stepped, next.Now);
    }

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts an emulator on a place of its own, the same one every time.</summary>
    private protected abstract Func<VmEmulator> Restartable();

    private protected static VmEmulatorOptions Options(IStateStore? store, string? path = null) =>
        new() { TimeProvider = new ManualTime(), ClockRate = 0, Store = store, StatePath = path };
}

public sealed class MemoryRestartTests : RestartTests
{
    private protected override Func<VmEmulator> Restartable()
    {
        var store = new MemoryStateStore();
        return () => new VmEmulator(Options(store));
    }
}

public sealed class FileRestartTests : RestartTests
{
    private int _files;

    private protected override Func<VmEmulator> Restartable()
    {
        var path = Folder.File($"state-{_files++}.json");
        return () => new VmEmulator(Options(store: null, path));
    }
}
