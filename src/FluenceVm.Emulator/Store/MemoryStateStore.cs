using System.Text.Json.Nodes;

namespace FluenceVm.Emulator.Store;

/// <summary>Keeps the state for as long as the process lives. It costs nothing: the state is only written down when it is asked for.</summary>
internal sealed class MemoryStateStore : IStateStore
{
    private Func<JsonNode>? _latest;

    public JsonNode? Load() => _latest?.Invoke();

    public void Keep(Func<JsonNode> snapshot) => _latest = snapshot;

    public Task KeepAsync(Func<JsonNode> snapshot)
    {
        Keep(snapshot);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
    }
}
