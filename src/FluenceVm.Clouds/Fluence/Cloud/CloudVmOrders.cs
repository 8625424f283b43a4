using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence.Cloud;

/// <summary>
/// Orders VMs. Each is one request, which creates its boot disk and its address as well and is never repeated. What a refused
/// request leaves is removed; what can't be is named.
/// </summary>
internal sealed class CloudVmOrders(CloudRequests requests, CloudMarket market, CloudSshKeys sshKeys, CloudOrphans orphans)
{
    public async Task<IReadOnlyList<string>> CreateAsync(VmOrder order, CancellationToken cancellationToken)
    {
        Check(order);
        var (placement, keys) = await PrepareAsync(order, cancellationToken);
        var ids = new List<string>();
        for (var i = 0; i < order.Count; i++)
        {
            ids.Add(await CreateAsync(order, placement, keys, ids, cancellationToken));
        }
        return ids;
    }

    private static void Check(VmOrder order)
    {
        VmRules.Check(order);
        PortRules.Check(order.OpenPorts);
        if (order.OpenPorts.Count > 0 && !order.Constraints.PublicIp)
        {
            throw Fault.NotSupported(nameof(Messages.PortsNeedPublicIp));
        }
        if (order.HostName is not null && order.HostName != order.Name)
        {
            throw Fault.NotSupported(nameof(Messages.HostNameNotSupported));
        }
    }

    /// <summary>Everything that only reads, or costs nothing. What fails here has certainly ordered nothing.</summary>
    private async Task<(Placement Placement, IReadOnlyList<string> SshKeys)> PrepareAsync(VmOrder order, CancellationToken cancellationToken)
    {
        try
        {
            var placement = await market.ChooseAsync(order.Constraints, order.Count, cancellationToken);
            return (placement, await sshKeys.ResolveAsync(order, cancellationToken));
        }
        catch (Exception exception) when (exception is FluenceApiException { Status: >= 500 } or CloudConnectionException { MayHaveArrived: true } or TimeoutException or InvalidResponseException)
        {
            throw new CloudConnectionException(Text.Of(nameof(Messages.CatalogNotRead), exception.Message), mayHaveArrived: false, exception);
        }
    }

    private async Task<string> CreateAsync(VmOrder order, Placement placement, IReadOnlyList<string> keys, List<string> before, CancellationToken cancellationToken)
    {
        var names = new OwnName(order.Name);
        try
        {
            using var response = await requests.SendAsync(
                HttpMethod.Post, CloudVms.Path, ToWire(order, placement, keys, names), CloudJson.Default.CreateVmWire, cancellationToken, repeatable: false);
            var vm = await response.ReadObjectAsync(CloudJson.Default.CloudVmWire, cancellationToken);
            return vm.Id is { Length: > 0 } id ? id : throw new InvalidResponseException(Messages.ResponseWithoutVm, response.Method, response.Path);
        }
        catch (FluenceApiException refusal) when (refusal.Status is >= 400 and < 500)
        {
            var left = await CleanUpAsync(names, placement.PublicIp, refusal, cancellationToken);
            if (before.Count == 0 && left.Count == 0)
            {
                throw;
            }
            throw Stopped(order, before, left, refusal);
        }
        catch (CloudConnectionException exception) when (!exception.MayHaveArrived && before.Count > 0)
        {
            throw Stopped(order, before, [], exception);
        }
    }

    private static LeftBehindException Stopped(VmOrder order, List<string> vmIds, IReadOnlyList<Orphan> left, Exception reason) =>
        new(Text.Of(nameof(Messages.OrderStopped), order.Count, order.Name, vmIds.Count), vmIds, left, reason);

    private async Task<IReadOnlyList<Orphan>> CleanUpAsync(OwnName names, bool withAddress, FluenceApiException refusal, CancellationToken cancellationToken)
    {
        IReadOnlyList<Orphan> found;
        try
        {
            found = await orphans.FindAsync(names, withAddress, cancellationToken);
        }
        catch (Exception exception) when (IsOfTheService(exception))
        {
            throw new FluenceApiException(refusal, Text.Of(nameof(Messages.DiskMaybeLeft), names.BootDisk, exception.Message));
        }
        var left = new List<Orphan>();
        foreach (var orphan in found)
        {
            try
            {
                await orphans.DeleteAsync(orphan, cancellationToken);
            }
            catch (Exception exception) when (IsOfTheService(exception))
            {
                left.Add(orphan);
            }
        }
        return left;
    }

    private static bool IsOfTheService(Exception exception) => exception is FluenceApiException or CloudConnectionException or TimeoutException or InvalidResponseException;

    private static CreateVmWire ToWire(VmOrder order, Placement placement, IReadOnlyList<string> keys, OwnName names) => new()
    {
        ClusterId = placement.ClusterId,
        Name = order.Name,
        ConfigurationId = placement.Size.Id,
        BootDisk = new CreateStorageWire
        {
            ClusterId = placement.ClusterId,
            Name = names.BootDisk,
            StorageType = DiskPlan.Type,
            VolumeGb = placement.Disk.VolumeGB,
            Replicated = placement.Disk.Replicated,
            OsImage = order.Image,
        },
        PublicIp = placement.PublicIp
            ? new CreatePublicIpWire { ClusterId = placement.ClusterId, Name = names.PublicIp, AddressType = Placement.AddressType }
            : null,
        SshKeys = keys,
        CloudInit = order.UserData is null ? null : new CloudInitWire { UserData = order.UserData },
    };
}
