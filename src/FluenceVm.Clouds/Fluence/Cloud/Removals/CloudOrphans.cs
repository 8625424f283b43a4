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
            HandOn(page.Where(disk => disk.AttachedVmIds is not { Count: > 0 }).Select(disk => ToOrphan(disk, prices)), Youth, output);
        }
        await foreach (var page in pages.ReadAsync(
            UnattachedOf(CloudAddresses.Path),
            CloudJson.Default.PublicIpPage,
            address => address.Id,
            cancellationToken))
        {
            HandOn(page.Where(address => address.VmId is null).Select(address => ToOrphan(address, prices)), Youth, output);
        }
        await unknowns.TryAsync(Messages.PartGroups, () => ListFreeAsync(output, cancellationToken));
        unknowns.Tell(nameof(Messages.OrphanFactsUnknown));
    }

    public async Task RemoveAsync(Orphan orphan, CancellationToken cancellationToken)
    {
        var path = PathOf(orphan.Type) ?? throw Fault.Argument(nameof(Messages.OrphanTypeInvalid), orphan.Type);
        if (!CloudIds.IsId(orphan.Id))
        {
            throw Fault.Argument(nameof(Messages.OrphanIdInvalid), orphan.Id);
        }
        if (await IsUsedAsync(orphan, cancellationToken) is not false)
        {
            throw Fault.State(nameof(Messages.OrphanInUse), orphan);
        }
        await requests.DeleteAsync($"{path}/{orphan.Id}", cancellationToken);
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

    private static Query UnattachedOf(string path) =>
        new Query(path).Add("excludeAttached", "true").AddList("status", Settled).Add("sort", "createdAt").Add("order", "asc");

    private async Task<object> ListFreeAsync(Action<Orphan> output, CancellationToken cancellationToken)
    {
        var own = (await groups.ListAsync(cancellationToken))
            .Where(group => OwnMark.Is(group.Name) && group.Attachments is not { Count: > 0 } && Settled.Contains(group.Status));
        HandOn(own.Select(ToOrphan), Youth, output);
        await foreach (var page in vms.ReadAsync(new VmFilter { Statuses = [CloudVmStatus.Draft] }, cancellationToken))
        {
            HandOn(page.Where(vm => vm.Status == CloudVmStatus.Draft).Select(ToOrphan), DraftsYouth, output);
        }
        return this;
    }

    private void HandOn(IEnumerable<Orphan> orphans, TimeSpan youth, Action<Orphan> output)
    {
        var latest = requests.Now - youth;
        foreach (var orphan in orphans.Where(orphan => orphan.Since is { } since && since <= latest))
        {
            output(orphan);
        }
    }

    /// <summary>Whether a VM uses it; null if it isn't there.</summary>
    private async Task<bool?> IsUsedAsync(Orphan orphan, CancellationToken cancellationToken)
    {
        if (orphan.Type == ResourceType.Storage)
        {
            var disk = await pages.FindAsync(Disks, [orphan.Id], CloudJson.Default.StoragePage, each => each.Id, cancellationToken);
            return disk.Count == 0 ? null : disk[0].AttachedVmIds is { Count: > 0 };
        }
        if (orphan.Type == ResourceType.PublicIp)
        {
            var address = await pages.FindAsync(
                CloudAddresses.Path,
                [orphan.Id],
                CloudJson.Default.PublicIpPage,
                each => each.Id,
                cancellationToken);
            return address.Count == 0 ? null : address[0].VmId is not null;
        }
        if (orphan.Type == ResourceType.SecurityGroup)
        {
            var group = await groups.FindAsync([orphan.Id], cancellationToken);
            return group.Count == 0 ? null : group[0].Attachments is { Count: > 0 } || !OwnMark.Is(group[0].Name);
        }
        return (await vms.GetAsync(orphan.Id, cancellationToken))?.Status is { } status ? status != CloudVmStatus.Draft : null;
    }
}
