using System.Text.Json.Nodes;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Store;

/// <summary>Where an emulator's state is kept between its runs. A store serves one emulator at a time.</summary>
internal interface IStateStore : IDisposable
{
    /// <summary>What was kept last; null for nothing.</summary>
    /// <exception cref="InvalidDataException">It is damaged; the message says how.</exception>
    KeptState? Load();

    /// <summary>Keeps the whole state at once.</summary>
    /// <param name="snapshot">Gives the state; the store may ask for it again later.</param>
    void Keep(Func<JsonNode> snapshot);

    /// <summary>Completes once a change is kept. It is called in the order of the changes; those at the same time share a write.</summary>
    Task AddAsync(Change change);
}
