using System.Text.Json.Nodes;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Store;

/// <summary>A state, and the changes that were made to it since, in their order.</summary>
internal sealed record KeptState(JsonNode State, IReadOnlyList<Change> Changes);
