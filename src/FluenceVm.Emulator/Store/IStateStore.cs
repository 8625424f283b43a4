using System.Text.Json.Nodes;

namespace FluenceVm.Emulator.Store;

/// <summary>Where an emulator's state is kept between its runs. A store serves one emulator at a time.</summary>
internal interface IStateStore : IDisposable
{
    /// <summary>What was kept last; null where nothing was.</summary>
    /// <exception cref="InvalidDataException">It is damaged; the message says how.</exception>
    JsonNode? Load();

    /// <summary>Keeps the state at once.</summary>
    /// <param name="snapshot">Gives the state.</param>
    void Keep(Func<JsonNode> snapshot);

    /// <summary>Completes once a state that is no older than this call is kept. Callers at the same time share a write.</summary>
    /// <param name="snapshot">Gives the state.</param>
    Task KeepAsync(Func<JsonNode> snapshot);
}
