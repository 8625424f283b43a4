using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Vms;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Journal;
using FluenceVm.Clouds.Waiting;
using FluenceVm.Model.Errors;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Networks;

/// <summary>
/// Opens exactly the given ports of a VM: those of the security group of its private interface. A group of this module is changed
/// by its rules, which takes effect at once; a VM without one gets one, which takes effect with a restart. Other groups are only
/// ever read.
/// </summary>
internal sealed class PortChanges(CloudRequests requests, CloudVms vms, CloudSubnets subnets, CloudSecurityGroups groups)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>Refuses ports of a VM that somebody else's group filters. Reads alone.</summary>
    public async Task CheckAsync(string vmId, CancellationToken cancellationToken) =>
        await FindOwnGroupAsync(await FindInterfaceAsync(vmId, cancellationToken), cancellationToken);

    /// <summary>Refuses a group of another VPC than that of a VM. Reads alone.</summary>
    public async Task CheckBindingAsync(string vmId, string groupId, CancellationToken cancellationToken)
    {
        var network = await FindInterfaceAsync(vmId, cancellationToken);
        var subnet = await subnets.FindAsync(network.SubnetId, cancellationToken);
        var group = (await groups.FindAsync([groupId], cancellationToken)).FirstOrDefault();
        if (subnet?.VpcId is { } vpc && group?.VpcId is { } other && !CloudIds.Same(vpc, other))
        {
            throw Fault.State(nameof(Messages.SecurityGroupOfAnotherVpc), group.Name, groupId, vmId);
        }
    }

    public async Task OpenAsync(string vmId, IReadOnlyList<VmPort> ports, CancellationToken cancellationToken)
    {
        var network = await FindInterfaceAsync(vmId, cancellationToken);
        if (await FindOwnGroupAsync(network, cancellationToken) is { } group
            && (group.Attachments ?? []).All(each => each is null || CloudIds.Same(each.VmId, vmId)))
        {
            await groups.ChangeAsync(network.SecurityGroupId!, ports, cancellationToken);
        }
        else
        {
            await BindNewAsync(vmId, network, ports, cancellationToken);
        }
    }

    /// <summary>Lets a group filter the private interface of a VM, as soon as the VM takes changes.</summary>
    public async Task BindAsync(string vmId, string groupId, CancellationToken cancellationToken)
    {
        var network = await FindInterfaceAsync(vmId, cancellationToken);
        await groups.WaitUntilReadyAsync(groupId, cancellationToken);
        if (!CloudIds.Same(network.SecurityGroupId, groupId))
        {
            await BindAsync(vmId, network.Id!, groupId, cancellationToken);
        }
    }

    private async Task<InterfaceWire> FindInterfaceAsync(string vmId, CancellationToken cancellationToken) =>
        (await vms.ListInterfacesAsync(vmId, cancellationToken)).FirstOrDefault(each => each.Kind == InterfaceKind.Private)
        ?? throw Fault.State(nameof(Messages.InterfaceMissing));

    private async Task<SecurityGroupWire?> FindOwnGroupAsync(InterfaceWire network, CancellationToken cancellationToken)
    {
        if (network.SecurityGroupId is not { } groupId)
        {
            return null;
        }
        var group = (await groups.FindAsync([groupId], cancellationToken)).FirstOrDefault()
            ?? throw Fault.State(nameof(Messages.SecurityGroupGone), groupId);
        return OwnMark.Is(group.Name) ? group : throw Fault.State(nameof(Messages.SecurityGroupForeign), group.Name, groupId);
    }

    private async Task BindNewAsync(string vmId, InterfaceWire network, IReadOnlyList<VmPort> ports, CancellationToken cancellationToken)
    {
        var subnet = await subnets.FindAsync(network.SubnetId, cancellationToken) ?? throw Fault.State(nameof(Messages.InterfaceMissing));
        var key = Guid.NewGuid().ToString("N");
        var body = CloudSecurityGroups.NewGroup(subnet.VpcId!, OwnMark.For(key, "group"), ports);
        var groupId = await groups.CreateAsync(body, "fluencevm-" + key, cancellationToken);
        await groups.WaitUntilReadyAsync(groupId, cancellationToken);
        try
        {
            await BindAsync(vmId, network.Id!, groupId, cancellationToken);
        }
        catch (Exception failure) when (Certainty.IsTrouble(failure) || failure is InvalidOperationException)
        {
            await TryDeleteAsync(groupId, cancellationToken);
            throw;
        }
    }

    private async Task BindAsync(string vmId, string interfaceId, string groupId, CancellationToken cancellationToken)
    {
        var path = $"{CloudVms.PathOf(vmId)}/interfaces/{interfaceId}";
        var change = Change.Patch(path, new BindGroupWire { SecurityGroupId = groupId }, CloudJson.Default.BindGroupWire);
        var backoff = new Backoff(FirstPause, LongestPause);
        using var deadline = new Deadline(Patience, requests.Time, cancellationToken);
        while (true)
        {
            Exception trouble;
            try
            {
                await requests.SendAsync(change, cancellationToken);
                return;
            }
            catch (Exception exception) when (MayPass(exception))
            {
                trouble = exception;
            }
            if (deadline.IsOver || !await IsOnTheWayAsync(vmId, cancellationToken))
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(trouble).Throw();
            }
            await deadline.DelayAsync(backoff.Next());
        }
    }

    private static bool MayPass(Exception exception) =>
        Certainty.IsTrouble(exception)
        && exception is not (FluenceApiException { Status: >= 400 and < 500 and not (408 or 409 or 429) }
            or FluenceApiException { Code: ErrorCodes.SecurityGroupVpcMismatch });

    // A draft doesn't launch by itself, and what has ended never does.
    private async Task<bool> IsOnTheWayAsync(string vmId, CancellationToken cancellationToken)
    {
        try
        {
            return (await vms.GetAsync(vmId, cancellationToken))?.Status is { } status
                && (CloudVmStatus.IsOnTheWay(status) || status == CloudVmStatus.Launched);
        }
        catch (Exception exception) when (MayPass(exception))
        {
            return true;
        }
    }

    private async Task TryDeleteAsync(string groupId, CancellationToken cancellationToken)
    {
        try
        {
            await groups.DeleteAsync(groupId, cancellationToken);
        }
        catch (Exception failure) when (Certainty.IsTrouble(failure))
        {
            // What stays costs nothing, and Get-FluenceOrphan lists it.
        }
    }
}
