using FluenceVm.Clouds.Fluence.Cloud.Catalogue;
using FluenceVm.Clouds.Fluence.Cloud.Networks;
using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Vms;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Removals;

/// <summary>
/// What is there without a VM: disks and addresses, which are billed; security groups of this module and forgotten drafts, which
/// aren't. What is younger than a quarter of an hour may be on its way to a VM, and isn't listed.
/// </summary>
internal sealed class CloudOrphans(
    CloudRequests requests, CloudPages pages, CloudCatalogue catalogue, CloudVms vms, CloudSecurityGroups groups)
{
    /// <summary>The route of disks.</summary>
    public const string Disks = "v3/storages";

    private static readonly TimeSpan Youth = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan DraftsYouth = TimeSpan.FromDays(1);
    private static readonly string[] Settled = ["ready", "failed"];

    public async Task ListAsync(Action<Orphan> output, CancellationToken cancellationToken)
    {
        var unknowns = new Unknowns(requests);
        var prices = await unknowns.TryAsync(Messages.PartPrices, () => catalogue.Prices.LoadAsync(cancellationToken));
        await foreach (var page in pages.ReadAsync(UnattachedOf(Disks), CloudJson.Default.StoragePage, disk => disk.Id, cancellationToken))
        {
            HandOn(page.Where(disk => disk.AttachedVmIds is not { Count: > 0 }).Select(disk => ToOrphan(disk, prices)), output);
        }
        await foreach (var page in pages.ReadAsync(
            UnattachedOf(CloudAddresses.Path),
            CloudJson.Default.PublicIpPage,
            address => address.Id,
            cancellationToken))
        {
            HandOn(page.Where(address => address.VmId is null).Select(address => ToOrphan(address, prices)), output);
        }
        await unknowns.TryAsync(Messages.PartGroups, () => ListFreeAsync(output, cancellationToken));
        unknowns.Tell(nameof(Messages.OrphanFactsUnknown));
    }

    public async Task CheckAsync(Orphan orphan, CancellationToken cancellationToken)
    {
        if (PathOf(orphan.Type) is null)
        {
            throw Fault.Argument(nameof(Messages.OrphanTypeInvalid), orphan.Type);
        }
        if (!CloudIds.IsId(orphan.Id))
        {
            throw Fault.Argument(nameof(Messages.OrphanIdInvalid), orphan.Id);
        }
        var latest = requests.Now - YouthOf(orphan.Type);
        if (await FindAsync(orphan, cancellationToken) is not { IsUsed: false } found)
        {
            throw Fault.State(nameof(Messages.OrphanInUse), orphan);
        }
        if (!Settled.Contains(found.Status) || !(found.Since <= latest))
        {
            throw Fault.State(nameof(Messages.OrphanTooYoung), orphan, YouthOf(orphan.Type).TotalMinutes);
        }
    }

    public async Task RemoveAsync(Orphan orphan, CancellationToken cancellationToken)
    {
        await CheckAsync(orphan, cancellationToken);
        await requests.DeleteAsync($"{PathOf(orphan.Type)}/{orphan.Id}", cancellationToken);
    }

    public static Orphan ToOrphan(StorageWire disk, PriceBook? prices) => new()
    {
        Type = ResourceType.Storage,
        Id = disk.Id ?? string.Empty,
        Name = disk.Name,
        PricePerHour = prices?.Of(disk),
        Currency = Amounts.Currency,
        Since = disk.CreatedAt.Value,
    };

    public static Orphan ToOrphan(PublicIpWire address, PriceBook? prices) => new()
    {
        Type = ResourceType.PublicIp,
        Id = address.Id ?? string.Empty,
        Name = address.Name,
        PricePerHour = prices?.Of(address),
        Currency = Amounts.Currency,
        Since = address.CreatedAt.Value,
    };

    private static Orphan ToOrphan(SecurityGroupWire group) =>
        new()
        {
            Type = ResourceType.SecurityGroup,
            Id = group.Id ?? string.Empty,
            Name = group.Name,
            PricePerHour = 0m,
            Currency = Amounts.Currency,
            Since = group.CreatedAt.Value,
        };

    private static Orphan ToOrphan(CloudVmWire draft) =>
        new()
        {
            Type = ResourceType.Draft,
            Id = draft.Id ?? string.Empty,
            Name = draft.Name,
            PricePerHour = 0m,
            Currency = Amounts.Currency,
            Since = draft.CreatedAt.Value,
        };

    private static string? PathOf(string type) =>
        type == ResourceType.Storage ? Disks
        : type == ResourceType.PublicIp ? CloudAddresses.Path
        : type == ResourceType.SecurityGroup ? CloudSecurityGroups.Path
        : type == ResourceType.Draft ? CloudVms.Path
        : null;

    private static TimeSpan YouthOf(string type) => type == ResourceType.Draft ? DraftsYouth : Youth;

    private static Query UnattachedOf(string path) =>
        new Query(path).Add("excludeAttached", "true").AddList("status", Settled).Add("sort", "createdAt").Add("order", "asc");

    private async Task<object> ListFreeAsync(Action<Orphan> output, CancellationToken cancellationToken)
    {
        var own = (await groups.ListAsync(cancellationToken))
            .Where(group => OwnMark.Is(group.Name) && group.Attachments is not { Count: > 0 } && Settled.Contains(group.Status));
        HandOn(own.Select(ToOrphan), output);
        await foreach (var page in vms.ReadAsync(new VmFilter { Statuses = [CloudVmStatus.Draft] }, cancellationToken))
        {
            HandOn(page.Where(vm => vm.Status == CloudVmStatus.Draft).Select(ToOrphan), output);
        }
        return this;
    }

    private void HandOn(IEnumerable<Orphan> orphans, Action<Orphan> output)
    {
        var now = requests.Now;
        foreach (var orphan in orphans.Where(orphan => orphan.Since <= now - YouthOf(orphan.Type)))
        {
            output(orphan with { Age = now - orphan.Since });
        }
    }

    // As it is now: what was handed in may have been found hours ago, or be somebody's own list.
    private async Task<Found?> FindAsync(Orphan orphan, CancellationToken cancellationToken)
    {
        if (orphan.Type == ResourceType.Storage)
        {
            var disks = await pages.FindAsync(Disks, [orphan.Id], CloudJson.Default.StoragePage, each => each.Id, cancellationToken);
            return disks.FirstOrDefault() is { } disk ? new(disk.AttachedVmIds is { Count: > 0 }, disk.Status, disk.CreatedAt.Value) : null;
        }
        if (orphan.Type == ResourceType.PublicIp)
        {
            var path = CloudAddresses.Path;
            var found = await pages.FindAsync(path, [orphan.Id], CloudJson.Default.PublicIpPage, each => each.Id, cancellationToken);
            return found.FirstOrDefault() is { } address ? new(address.VmId is not null, address.Status, address.CreatedAt.Value) : null;
        }
        if (orphan.Type == ResourceType.SecurityGroup)
        {
            return (await groups.FindAsync([orphan.Id], cancellationToken)).FirstOrDefault() is { } group
                ? new(group.Attachments is { Count: > 0 } || !OwnMark.Is(group.Name), group.Status, group.CreatedAt.Value)
                : null;
        }
        return await vms.GetAsync(orphan.Id, cancellationToken) is { } vm
            ? new(vm.Status != CloudVmStatus.Draft, Settled[0], vm.CreatedAt.Value)
            : null;
    }

    private sealed record Found(bool IsUsed, string? Status, DateTimeOffset? Since);
}
