using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine;
using FluenceVm.Fluence.Vms;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Addresses;

/// <summary>Moves an address: a VM that loses it keeps it until its restart, and one that gets it uses it after its own.</summary>
/// <param name="client">The client.</param>
/// <param name="address">The address as it is now.</param>
/// <param name="target">The id of the VM that is to have it; null for none.</param>
/// <param name="restart">Whether the VMs are restarted.</param>
internal sealed class AddressMove(IFluenceClient client, PublicIp address, string? target, bool restart)
{
    /// <summary>The id of the VM that is to have it; null for none.</summary>
    public string? Target => target;

    public bool IsDone => address.VmId == target;

    /// <summary>Refuses a move that can't be made at once.</summary>
    /// <param name="vm">The VM that gets it.</param>
    /// <exception cref="CmdletException">The VM that has it keeps it until its restart.</exception>
    public void Check(Vm? vm)
    {
        if (!IsDone && !restart && address.VmId is { } holder && target is not null)
        {
            throw CmdletException.Of(nameof(Messages.AddressHeldUntilRestart), ErrorCategory.ResourceBusy, address, address, holder, vm);
        }
    }

    /// <summary>What will be done, in words that name the VMs.</summary>
    /// <param name="vm">The VM that gets it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<List<string>> DescribeAsync(Vm? vm, CancellationToken cancellationToken)
    {
        var changes = new List<string>();
        if (IsDone)
        {
            return changes;
        }
        if (address.VmId is not null)
        {
            changes.Add(Text.Of(nameof(Messages.AddressTaken), await VmResolver.DescribeAsync(address.VmId, client, cancellationToken)));
        }
        if (target is not null)
        {
            changes.Add(Text.Of(nameof(Messages.AddressGiven), vm));
        }
        if (restart)
        {
            changes.Add(Messages.AddressRestarts);
        }
        return changes;
    }

    /// <summary>Does it.</summary>
    /// <param name="warn">Takes what is left to do for the user.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task RunAsync(Action<string> warn, CancellationToken cancellationToken)
    {
        if (IsDone)
        {
            return;
        }
        if (address.VmId is { } holder)
        {
            await TakeAsync(holder, warn, cancellationToken);
        }
        if (target is not null)
        {
            await client.Parts.PublicIps.AttachAsync(address.Id, target, cancellationToken);
            await RestartAsync(target, nameof(Messages.AddressAfterRestart), warn, cancellationToken);
        }
    }

    private async Task TakeAsync(string holder, Action<string> warn, CancellationToken cancellationToken)
    {
        await client.Parts.PublicIps.DetachAsync(address.Id, holder, cancellationToken);
        await RestartAsync(holder, nameof(Messages.AddressFreeAfterRestart), warn, cancellationToken);
    }

    private async Task RestartAsync(string vmId, string left, Action<string> warn, CancellationToken cancellationToken)
    {
        if (restart)
        {
            await client.Parts.PublicIps.RestartAsync(vmId, cancellationToken);
        }
        else
        {
            warn(Text.Of(left, address, vmId));
        }
    }
}
