using System.Text.Json.Nodes;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Store;

/// <summary>
/// Keeps the state for as long as the process lives. It costs nothing: the state is only written down if it is asked for.
/// </summary>
internal sealed class MemoryStateStore : IStateStore
{
    private Func<JsonNode>? _latest;

    public KeptState? Load() => _latest is null ? null : new KeptState(_latest(), []);

    public void Keep(Func<JsonNode> snapshot) => _latest = snapshot;

    public Task AddAsync(Change change) => Task.CompletedTask;

    public void Dispose()
    {
    }
}
