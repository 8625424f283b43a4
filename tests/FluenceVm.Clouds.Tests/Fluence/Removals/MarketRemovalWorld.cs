using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Journal;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Emulator;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Tests.Fluence.Removals;

/// <summary>Generation <c>MarketV3</c>, where a VM leaves nothing.</summary>
internal sealed class MarketRemovalWorld : RemovalWorld
{
    private readonly EmulatedAccount _account;

    public MarketRemovalWorld() => _account = new EmulatedAccount(Faults.Around);

    public override VmEmulator Emulator => _account.Emulator;

    public override IFluenceClient Client => _account.Client;

    public override OperationJournal Journal => _account.Journal;

    public override string[] Operations => ["DeleteVm", "*"];

    public override Task<IReadOnlyList<string>> OrderAsync(int count, Random random) =>
        Client.CreateVmsAsync(EmulatedAccount.Order("web", count), CancellationToken.None);

    public override Task<IReadOnlyList<Orphan>> LeftAsync() => Task.FromResult<IReadOnlyList<Orphan>>([]);

    public override Task VerifyOthersAsync() => Task.CompletedTask;

    public override void Dispose() => _account.Dispose();
}
