using System.Text.Json.Nodes;

namespace FluenceVm.Emulator.Hosting;

/// <summary>
/// One emulated cloud: a state machine without threads. The emulator calls it under one lock, with its time always
/// brought up to date first, so an implementation neither locks nor asks for the time.
/// </summary>
internal interface IEmulatedService
{
    /// <summary>
    /// The operation that a request asks for, as <c>Set-VmEmulatorFault -Operation</c> names it; null if this service has no
    /// such route.
    /// </summary>
    string? OperationOf(EmulatorRequest request);

    /// <summary>The headers that it looks at: with them, the path, the query and the body a request can be carried out again.</summary>
    IReadOnlyList<string> Headers { get; }

    /// <summary>Refuses a request that <see cref="OperationOf"/> knows, in the service's own form.</summary>
    EmulatorResponse Refuse(EmulatorRequest request, int status, string text);

    /// <summary>Answers a request that <see cref="OperationOf"/> knows.</summary>
    EmulatorResponse Answer(EmulatorRequest request, DateTimeOffset now);

    /// <summary>Lets everything that is due by then happen, in order: launches, epochs, billing cycles, ends.</summary>
    void AdvanceTo(DateTimeOffset now);

    /// <summary>Everything that must survive a restart.</summary>
    JsonNode Save();

    /// <summary>Takes over what <see cref="Save"/> gave. Throws <see cref="FormatException"/> with the reason if it can't.</summary>
    void Load(JsonNode state);
}
