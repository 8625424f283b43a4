using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence.Cloud;

/// <summary>
/// Opens exactly the given ports of VMs: gives the network interface of each a security group with them. An interface can be
/// changed only while its VM runs; until then this waits.
/// </summary>
internal sealed class CloudPortChanges(CloudRequests requests, CloudVms vms, CloudSecurityGroups groups)
{
    private static readonly TimeSpan ChangeTimeout = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan InitialDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(10);
    private const string Ready = "ready";
    private static readonly string[] Hopeless = ["failed", "terminating", "terminated"];

    private readonly Dictionary<string, IReadOnlyList<VmPort>> _waiting = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Exception> _failures = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, SecurityGroupWire> _groups = new(StringComparer.Ordinal);
    private readonly HashSet<string> _tried = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _replaced = new(StringComparer.OrdinalIgnoreCase);
    private Exception? _latest;

    /// <summary>The interface that ports are opened on: the public one, else the VM's default one.</summary>
    public static InterfaceWire? InterfaceOf(CloudVmWire vm)
    {
        var all = (vm.Expanded?.NetworkInterfaces ?? []).OfType<InterfaceWire>().OrderByDescending(each => each.Default).ToArray();
        return Array.Find(all, each => each.Kind?.Public is not null) ?? all.FirstOrDefault();
    }

    /// <summary>Tries each VM; what failed is told at the end, and names every VM whose ports are as before.</summary>
    public async Task RunAsync(IEnumerable<VmUpdate> updates, CancellationToken cancellationToken)
    {
        foreach (var update in updates)
        {
            _waiting.Add(update.Id, update.OpenPorts!);
        }
        var start = requests.Time.GetTimestamp();
        for (var delay = InitialDelay; await TryAllAsync(cancellationToken); delay = delay + delay < MaxDelay ? delay + delay : MaxDelay)
        {
            if (requests.Time.GetElapsedTime(start) >= ChangeTimeout)
            {
                var late = _latest ?? new TimeoutException(Text.Of(nameof(Messages.InterfaceTimedOut), ChangeTimeout.TotalMinutes));
                _waiting.Keys.ToList().ForEach(id => Fail(id, late));
                break;
            }
            await requests.Time.Delay(delay, cancellationToken);
        }
        await CleanUpAsync(cancellationToken);
        ThrowIfAny();
    }

    private async Task<bool> TryAllAsync(CancellationToken cancellationToken)
    {
        var found = (await vms.GetAsync([.. _waiting.Keys], ["networkInterfaces"], (wire, _) => wire, cancellationToken)).ToDictionary(vm => vm.Id ?? string.Empty, StringComparer.OrdinalIgnoreCase);
        foreach (var id in _waiting.Keys.ToArray())
        {
            try
            {
                await TryAsync(found.TryGetValue(id, out var vm) ? vm : null, cancellationToken);
            }
            catch (Exception exception) when (exception is FluenceApiException or CloudConnectionException or TimeoutException or InvalidResponseException or InvalidOperationException)
            {
                Fail(id, exception);
            }
        }
        return _waiting.Count > 0;
    }

    private async Task TryAsync(CloudVmWire? vm, CancellationToken cancellationToken)
    {
        var network = vm is null ? null : InterfaceOf(vm);
        if (vm is null || Hopeless.Contains(vm.Status))
        {
            throw Fault.State(nameof(Messages.VmNotRunning), vm?.Status ?? Messages.VmNotThere);
        }
        else if (network?.Id is not null && vm.AllowedActions?.Contains("updateNetworkInterface") is not false)
        {
            await AttachAsync(vm, network, cancellationToken);
        }
        else if (network is null && vm.Status == "launched")
        {
            throw Fault.State(nameof(Messages.InterfaceMissing));
        }
    }

    private async Task AttachAsync(CloudVmWire vm, InterfaceWire network, CancellationToken cancellationToken)
    {
        var ports = _waiting[vm.Id!];
        var key = $"{vm.ClusterId} {string.Join(" ", ports.Select(port => port.ToString()).OrderBy(text => text, StringComparer.Ordinal))}";
        if (await ReadyGroupAsync(key, vm.ClusterId ?? string.Empty, ports, cancellationToken) is not { } group)
        {
            return;
        }
        if (!string.Equals(network.SecurityGroup, group, StringComparison.OrdinalIgnoreCase))
        {
            try
            {
                var path = $"{CloudVms.Path}/{vm.Id}/interfaces/{network.Id}";
                using var response = await requests.SendAsync(CloudVms.Patch, path, new AttachWire { SecurityGroupId = group }, CloudJson.Default.AttachWire, cancellationToken);
            }
            catch (FluenceApiException exception) when (exception.Status is 404 or 406 or 409)
            {
                // The VM isn't in a status for it after all, or somebody removed the group since it was found.
                _latest = exception;
                _groups.Remove(key);
                return;
            }
            if (network.SecurityGroup is { } before)
            {
                _replaced.Add(before);
            }
        }
        _waiting.Remove(vm.Id!);
    }

    /// <summary>The id of a group with these ports; null while it isn't ready.</summary>
    private async Task<string?> ReadyGroupAsync(string key, string clusterId, IReadOnlyList<VmPort> ports, CancellationToken cancellationToken)
    {
        if (!_groups.TryGetValue(key, out var group))
        {
            group = await groups.EnsureAsync(clusterId, ports, cancellationToken);
            _tried.Add(group.Id!);
        }
        else if (group.Status != Ready)
        {
            group = (await groups.ReadAsync([group.Id!], cancellationToken)).Values.FirstOrDefault()
                ?? throw Fault.State(nameof(Messages.SecurityGroupGone), group.Id);
        }
        _groups[key] = group;
        return group.Status switch
        {
            Ready => group.Id,
            "failed" or "removing" or "removed" => throw Fault.State(nameof(Messages.SecurityGroupFailed), group.Name, group.Status),
            _ => null,
        };
    }

    private void Fail(string id, Exception exception)
    {
        _waiting.Remove(id);
        _failures[id] = exception;
    }

    private async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        var unneeded = _failures.Count > 0 ? _replaced.Concat(_tried) : _replaced;
        try
        {
            await groups.RemoveUnusedAsync(unneeded, cancellationToken);
        }
        catch (Exception exception) when (exception is FluenceApiException or CloudConnectionException or TimeoutException or InvalidResponseException)
        {
            // What stays costs nothing, and the next VM with its ports takes it.
        }
    }

    private void ThrowIfAny()
    {
        if (_failures.Count == 0)
        {
            return;
        }
        var advice = Text.Of(nameof(Messages.PortsAsBefore), string.Join(", ", _failures.Keys));
        throw _failures.Values.First() switch
        {
            FluenceApiException refusal => new FluenceApiException(refusal, advice),
            TimeoutException late => new TimeoutException($"{late.Message} {advice}", late),
            var other => Fault.For(other, new InvalidOperationException($"{other.Message} {advice}", other)),
        };
    }
}
