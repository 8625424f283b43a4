using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence;

/// <summary>What one or more generations of the service show of the account.</summary>
internal interface IFluenceGeneration
{
    /// <summary>Methods with their paths, and the operations that they are.</summary>
    IEnumerable<(string Route, string Operation)> Served { get; }

    /// <summary>The operation that a request asks for; null if there is no such route.</summary>
    string? OperationOf(EmulatorRequest request);

    /// <summary>Refuses a request that <see cref="OperationOf"/> knows, in the service's own form.</summary>
    EmulatorResponse Refuse(EmulatorRequest request, int status, string text);

    /// <summary>Answers a request that <see cref="OperationOf"/> knows.</summary>
    EmulatorResponse Answer(EmulatorRequest request, DateTimeOffset now);
}
