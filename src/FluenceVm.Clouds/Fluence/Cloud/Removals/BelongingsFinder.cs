using FluenceVm.Clouds.Fluence.Cloud.Catalogue;
using FluenceVm.Clouds.Fluence.Cloud.Networks;
using FluenceVm.Clouds.Fluence.Cloud.Orders;
using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Journal;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Removals;

/// <summary>
/// Finds what VMs that end have, and whose it is: this module's only if the journal or its own mark in the name says so. What
/// can't be read is left alone and named by its id.
/// </summary>
internal sealed class BelongingsFinder(
    CloudRequests requests, CloudPages pages, CloudCatalogue catalogue, CloudAddresses addresses, CloudSecurityGroups groups)
{
    /// <summary>Sorts what the VMs have into what is to be removed and what stays.</summary>
    public async Task SortAsync(
        IReadOnlyList<EndingVm> ended, VmRemoval removal, OperationJournal journal, CancellationToken cancellationToken)
    {
        var unknowns = new Unknowns(requests);
        var orders = OrdersOf(journal);
        var ours = new HashSet<string>(orders.SelectMany(order => order.Ids), StringComparer.OrdinalIgnoreCase);
        var parts = CloudSteps.PartsByVm(orders);
        var prices = await unknowns.TryAsync(Messages.PartPrices, () => catalogue.Prices.LoadAsync(cancellationToken));
        var disks = await unknowns.TryAsync(
            Messages.PartDisks, () => FindDisksAsync(ended.SelectMany(vm => vm.DiskIds.Concat(parts[vm.Id])), cancellationToken));
        var ips = await unknowns.TryAsync(
            Messages.PartAddresses,
            () => addresses.FindAsync(ended.SelectMany(vm => vm.AddressIds.Concat(parts[vm.Id])), cancellationToken));
        var diskOf = (disks ?? []).Where(disk => !IsGone(disk.Status)).ToLookup(disk => disk.Id, StringComparer.OrdinalIgnoreCase);
        var ipOf = (ips ?? []).Where(ip => !IsGone(ip.Status)).ToLookup(ip => ip.Id, StringComparer.OrdinalIgnoreCase);
        foreach (var vm in ended)
        {
            foreach (var disk in IdsOf(vm, vm.DiskIds).SelectMany(id => diskOf[id]))
            {
                Sort(vm, Belonging.Disk(CloudOrphans.ToOrphan(disk, prices)), removal.KeepStorage);
            }
            foreach (var ip in IdsOf(vm, vm.AddressIds).SelectMany(id => ipOf[id]))
            {
                Sort(vm, Belonging.Address(CloudOrphans.ToOrphan(ip, prices)), removal.KeepPublicIp);
            }
            KeepUnread(vm, ResourceType.Storage, disks is null ? vm.DiskIds : []);
            KeepUnread(vm, ResourceType.PublicIp, ips is null ? vm.AddressIds : []);
            vm.IsSorted = true;
        }

        IEnumerable<string> IdsOf(EndingVm vm, List<string> said) =>
            said.Concat(parts[vm.Id]).Distinct(StringComparer.OrdinalIgnoreCase);

        void Sort(EndingVm vm, Belonging belonging, bool keep)
        {
            if (!keep && (ours.Contains(belonging.Id) || OwnMark.Is(belonging.Orphan.Name)))
            {
                vm.Remove(belonging);
            }
            else
            {
                vm.Kept.Add(belonging.Orphan);
            }
        }
    }

    // What the receipt names and the key may not read is left alone and named.
    private static void KeepUnread(EndingVm vm, ResourceType type, IEnumerable<string> ids) =>
        vm.Kept.AddRange(ids.Select(id => new Orphan { Type = type, Id = id, Currency = Amounts.Currency }));

    /// <summary>
    /// This module's security groups of VMs that are about to end: their attachments tell, which are gone afterwards, or the journal.
    /// </summary>
    public async Task<ILookup<string, Belonging>> FindGroupsAsync(
        IReadOnlyList<string> vmIds, OperationJournal journal, CancellationToken cancellationToken)
    {
        var unknowns = new Unknowns(requests);
        var all = await unknowns.TryAsync(Messages.PartGroups, () => groups.ListAsync(cancellationToken)) ?? [];
        SecurityGroupWire[] ours = [.. all.Where(group => OwnMark.Is(group.Name) && !IsGone(group.Status))];
        var byId = ours.ToLookup(group => group.Id, StringComparer.OrdinalIgnoreCase);
        var attached = ours
            .SelectMany(group => (group.Attachments ?? []).Select(each => (each?.VmId, Group: group)))
            .ToLookup(pair => pair.VmId, pair => pair.Group, StringComparer.OrdinalIgnoreCase);
        var made = CloudSteps.GroupsByVm(OrdersOf(journal));
        return vmIds
            .SelectMany(vmId => attached[vmId].Concat(made[vmId].SelectMany(id => byId[id])).Distinct()
                .Select(group => (vmId, Group: Belonging.Group(ToOrphan(group)))))
            .ToLookup(pair => pair.vmId, pair => pair.Group, StringComparer.OrdinalIgnoreCase);
    }

    private static Operation[] OrdersOf(OperationJournal journal) =>
        [.. journal.All().Where(operation => operation.Kind == OperationKind.Order)];

    private static Orphan ToOrphan(SecurityGroupWire group) =>
        new() { Type = ResourceType.SecurityGroup, Id = group.Id!, Name = group.Name, PricePerHour = 0m, Currency = Amounts.Currency };

    /// <summary>Which VMs and interfaces use these things; what is gone is missing.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> FindUsersAsync(
        IReadOnlyList<Belonging> belongings, CancellationToken cancellationToken)
    {
        var users = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var disk in await FindDisksAsync(belongings.Where(each => each.IsDisk).Select(each => each.Id), cancellationToken))
        {
            Add(disk.Id, disk.Status, disk.AttachedVmIds ?? []);
        }
        foreach (var ip in await addresses.FindAsync(
            belongings.Where(each => !each.IsDisk && !each.IsGroup).Select(each => each.Id),
            cancellationToken))
        {
            Add(ip.Id, ip.Status, ip.VmId is null ? [] : [ip.VmId]);
        }
        foreach (var group in await groups.FindAsync(belongings.Where(each => each.IsGroup).Select(each => each.Id), cancellationToken))
        {
            Add(group.Id, group.Status, [.. (group.Attachments ?? []).Select(each => each?.VmId).OfType<string>()]);
        }
        return users;

        void Add(string? id, string? status, IReadOnlyList<string> vmIds)
        {
            if (id is not null && !IsGone(status))
            {
                users[id] = vmIds;
            }
        }
    }

    private static bool IsGone(string? status) => status is "removing" or "removed";

    private Task<IReadOnlyList<StorageWire>> FindDisksAsync(IEnumerable<string> ids, CancellationToken cancellationToken) =>
        pages.FindAsync(CloudOrphans.Disks, ids, CloudJson.Default.StoragePage, disk => disk.Id, cancellationToken);
}
