using System.Collections.Concurrent;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence.Cloud;

/// <summary>A VM that is being ended, and what it uses that is billed by itself.</summary>
internal sealed class EndingVm
{
    private readonly List<Orphan> _toKeep = [];

    /// <summary>A VM of which nothing is known.</summary>
    public EndingVm(string id) => Id = id;

    public EndingVm(CloudVmWire wire, VmRemoval removal, ReadProblems faults)
    {
        Id = wire.Id ?? string.Empty;
        IsEnding = wire.Status is "terminating" or "terminated";
        if (wire.Expanded?.BootDisk is { } disk)
        {
            Sort(CloudMapper.ToOrphan(disk, faults), removal.KeepStorage);
        }
        if (wire.Expanded?.PublicIp is { } ip)
        {
            Sort(CloudMapper.ToOrphan(ip, faults), removal.KeepPublicIp);
        }
        foreach (var data in (wire.Expanded?.DataDisks ?? []).OfType<StorageWire>())
        {
            Sort(CloudMapper.ToOrphan(data, faults), keep: true);
        }
        Interfaces = [.. (wire.Expanded?.NetworkInterfaces ?? []).OfType<InterfaceWire>().Select(each => each.Id).OfType<string>()];
        GroupId = CloudPortChanges.InterfaceOf(wire)?.SecurityGroup;
    }

    public string Id { get; }

    public bool IsEnding { get; }

    /// <summary>What an order of this module created with it, by id.</summary>
    public ConcurrentDictionary<string, Orphan> ToRemove { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What its owner attached or asked to keep, and pays for.</summary>
    public IReadOnlyList<Orphan> ToKeep => _toKeep;

    /// <summary>Its network interfaces.</summary>
    public IReadOnlyList<string> Interfaces { get; } = [];

    /// <summary>The security group that may go with it; null for none.</summary>
    public string? GroupId { get; set; }

    /// <summary>The name of that group, where it can't be removed.</summary>
    public string? LeftGroup { get; set; }

    /// <summary>Why the rest of <see cref="ToRemove"/> can't be removed.</summary>
    public Exception? Failure { get; set; }

    /// <summary>The error that names what is left; null for nothing.</summary>
    public LeftBehindException? Left() => Failure is null || ToRemove.IsEmpty ? null
        : new LeftBehindException(Text.Of(nameof(Messages.VmEndedInPart), Id), [], [.. ToRemove.Values], Failure);

    private void Sort(Orphan item, bool keep)
    {
        if (!keep && OwnName.Is(item.Name))
        {
            ToRemove[item.Id] = item;
        }
        else if (item.PricePerHour is > 0)
        {
            _toKeep.Add(item);
        }
    }
}
