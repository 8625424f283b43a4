using System.Management.Automation;
using FluenceVm.Clouds.Cudos;
using FluenceVm.Engine;
using FluenceVm.Model;

namespace FluenceVm.Cudos.Machines;

/// <summary>A cmdlet that asks machines to start, stop or restart.</summary>
public abstract class MachineStateCmdlet : MachineCmdlet
{
    private protected MachineStateCmdlet()
    {
    }

    /// <summary>Waits until the provider has done it.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How many seconds to wait at the most.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int TimeoutSec { get; set; } = 900;

    /// <summary>Seconds between two looks at first; they grow to 15.</summary>
    [Parameter]
    [ValidateRange(0.01, 3600)]
    public double PollSec { get; set; } = 2;

    /// <summary>Writes each machine that was changed, as it is now.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected abstract MachineChange Change { get; }

    /// <summary>The state that the provider sets in the end.</summary>
    private protected abstract MachineState Reached { get; }

    /// <summary>What the user is asked.</summary>
    private protected abstract Prompt Ask(Machine machine, string cost);

    private protected sealed override async Task ProcessAsync(
        CudosClient client, IReadOnlyList<Machine> machines, CancellationToken cancellationToken)
    {
        var changed = await ChangeAsync(
            client,
            machines,
            Change,
            machine =>
                Ask(machine, Text.Of(nameof(Messages.MachineCost), MachineText.Price(machine.AcudosPerHour), MachineText.Credit(machine))),
            (machine, run) => client.Operations.ChangeAsync(machine, Change, run, cancellationToken),
            cancellationToken);
        IReadOnlyList<string> ids = [.. changed.Select(machine => machine.Id)];
        var wait = Wait && ids.Count > 0 ? new StateWait(this, new MachineWaiter(client), Reached.Value, TimeoutSec, PollSec) : null;
        var waited = wait is null ? null : await wait.WatchAsync(ids, cancellationToken);
        if (PassThru)
        {
            await WriteCurrentAsync(client, waited?.Reached ?? ids, cancellationToken);
        }
        waited?.WriteFailures(this);
    }
}
