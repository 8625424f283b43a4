using FluenceVm.Clouds.Waiting;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence;

/// <summary>Waits until VMs reach a status: one status request per poll for all of them.</summary>
public sealed class VmWaiter : StateWaiter
{
    private const string Terminating = "terminating";

    // No status of these leads anywhere but to the VM's end (docs/services/fluence-market.md, "Statuses"; Cloud, VM status).
    private static readonly HashSet<string> DeadEnds = new(StringComparer.OrdinalIgnoreCase)
    {
        VmStatus.Terminated, VmStatus.Stopped, "failed", Terminating,
    };

    private readonly IFluenceClient _client;

    /// <summary>Whether a VM of this status is at its end, or on the way there.</summary>
    public static bool IsEnding(string? status) => status is not null && DeadEnds.Contains(status);

    /// <summary>A waiter on a client.</summary>
    /// <param name="client">Answers the status requests.</param>
    public VmWaiter(IFluenceClient client)
        : this(client, TimeProvider.System)
    {
    }

    internal VmWaiter(IFluenceClient client, TimeProvider time)
        : base(time) => _client = client;

    private protected override StringComparer IdComparer => StringComparer.OrdinalIgnoreCase;

    // A VM that was deleted leaves the list; whoever waits for its end has got it.
    private protected override string Gone => VmStatus.Terminated;

    private protected override async Task<IReadOnlyList<StateReport>> LookAsync(
        IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        [.. (await _client.GetStatusesAsync(ids, cancellationToken)).Select(
            report => new StateReport { Id = report.Id, State = report.Status, Reason = report.Reason })];

    // Scripts wait for Active, whichever generation they meet.
    private protected override bool IsReached(string state, string wanted) =>
        base.IsReached(state, wanted) || (wanted == VmStatus.Active && state == VmStatus.Launched);

    // Generation MarketV3 lists a VM that is being deleted as Stopped.
    private protected override bool IsDeadEnd(string state, string wanted) =>
        DeadEnds.Contains(state) && !(wanted == VmStatus.Terminated && (state == Terminating || state == VmStatus.Stopped));

    private protected override bool MayPass(Exception failure) => failure
        is CloudConnectionException or TimeoutException or FluenceApiException { Status: 408 or 429 or >= 500 };
}
