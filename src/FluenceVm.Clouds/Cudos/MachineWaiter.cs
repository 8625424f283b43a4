using FluenceVm.Clouds.Waiting;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Cudos;

/// <summary>Waits until machines reach a state.</summary>
public sealed class MachineWaiter : StateWaiter
{
    private readonly CudosClient _client;

    /// <summary>A waiter on a client.</summary>
    /// <param name="client">Answers the queries.</param>
    public MachineWaiter(CudosClient client)
        : this(client, TimeProvider.System)
    {
    }

    internal MachineWaiter(CudosClient client, TimeProvider time)
        : base(time) => _client = client;

    private protected override StringComparer IdComparer => StringComparer.Ordinal;

    // A machine that has ended stays in the contract.
    private protected override string? Gone => null;

    private protected override async Task<IReadOnlyList<StateReport>> LookAsync(
        IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        [.. (await _client.FindMachinesAsync(ids, cancellationToken))
            .Select(machine => new StateReport { Id = machine.Id, State = machine.State, Reason = machine.Reason })];

    private protected override bool IsDeadEnd(string state, string wanted) =>
        state == MachineState.Finished || state == MachineState.Failed;

    private protected override bool MayPass(Exception failure) => failure
        is CloudConnectionException or TimeoutException or ContractException { Status: 408 or 429 or >= 500 };
}
