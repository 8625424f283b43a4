using System.Text.Json;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>A security group (schema <c>UserSecurityGroupDto</c>): what may pass the interfaces that it is attached to. It costs nothing.</summary>
internal sealed class CloudGroup
{
    private static readonly TimeSpan Creation = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Preparation = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Change = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Removal = TimeSpan.FromSeconds(2);
    private const string Ready = "ready";
    private readonly SortedDictionary<long, EmulatedVm> _vms = [];
    private JsonElement? _ingress;

    /// <summary>Every status that the file names.</summary>
    public static IReadOnlyList<string> Statuses { get; } = ["new", "created", Ready, "updating", "failed", "removing", "removed"];

    public long Number { get; init; }

    public string Name { get; set; } = string.Empty;

    public Datacenter Datacenter { get; init; } = Catalogue.Datacenters[0];

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was changed last; null for never.</summary>
    public DateTimeOffset? ChangedAt { get; set; }

    /// <summary>When its removal completes; null while nobody removes it.</summary>
    public DateTimeOffset? RemoveAt { get; set; }

    /// <summary>Whether it stands for the open ports of a VM of another generation.</summary>
    public bool IsIncluded { get; init; }

    /// <summary>What may come in, as an array of rules; null for everything.</summary>
    public JsonElement? Ingress
    {
        // Most of those that are listed are never written.
        get => IsIncluded ? CloudRules.Of(Vms.Single().Ports) : _ingress;
        set => _ingress = value;
    }

    /// <summary>What may go out, as an array of rules; null for everything.</summary>
    public JsonElement? Egress { get; set; }

    public DateTimeOffset ReadyAt => CreatedAt + Preparation;

    /// <summary>The VMs whose interface it is attached to.</summary>
    public IEnumerable<EmulatedVm> Vms => _vms.Values;

    public Guid IdOf(int seed) => CloudIds.Of(IsIncluded ? CloudKind.IncludedGroup : CloudKind.Group, seed, Number);

    /// <summary>The one that a VM's interface has; null for none. A VM of another generation has one of its own, with the ports that are open there.</summary>
    public static CloudGroup? Of(EmulatedVm vm) => vm.Group ?? (vm.Cloud is null ? IncludedIn(vm) : null);

    public string StatusAt(DateTimeOffset now) =>
        RemoveAt is { } gone ? gone <= now ? "removed" : "removing"
        : now < CreatedAt + Creation ? "new"
        : now < ReadyAt ? "created"
        : now < ChangedAt + Change ? "updating"
        : Ready;

    /// <summary>Takes the place of what was attached to a VM's interface before.</summary>
    public void AttachTo(EmulatedVm vm)
    {
        vm.Group?.DetachFrom(vm);
        vm.Group = this;
        _vms[vm.Number] = vm;
    }

    public void DetachFrom(EmulatedVm vm)
    {
        _vms.Remove(vm.Number);
        vm.Group = null;
    }

    /// <exception cref="Hosting.RefusedException">406: it isn't ready yet, or no longer, or belongs to another VM.</exception>
    public void RequireReady(DateTimeOffset now)
    {
        RequireThere(now);
        if (StatusAt(now) is var status && status != Ready)
        {
            throw CloudError.NotAcceptable($"Security group {Name} is not in a status to be attached: it is {status}");
        }
    }

    /// <exception cref="Hosting.RefusedException">406: it is being removed.</exception>
    public void RequireThere(DateTimeOffset now)
    {
        if (IsIncluded)
        {
            throw CloudError.NotAcceptable($"Security group {Name} belongs to its VM");
        }
        if (RemoveAt is not null)
        {
            throw CloudError.NotAcceptable($"Security group {Name} can't be changed: it is {StatusAt(now)}");
        }
    }

    /// <exception cref="Hosting.RefusedException">406: it is attached, or is being removed.</exception>
    public void RequireFree(DateTimeOffset now)
    {
        RequireThere(now);
        if (_vms.Count > 0)
        {
            throw CloudError.NotAcceptable($"Security group {Name} can't be removed: it is attached to {_vms.Count} network interfaces");
        }
    }

    private static CloudGroup IncludedIn(EmulatedVm vm)
    {
        var group = new CloudGroup
        {
            IsIncluded = true,
            Number = vm.Number,
            Name = vm.Name,
            Datacenter = vm.Offer.Datacenter,
            CreatedAt = vm.CreatedAt,
        };
        group._vms.Add(vm.Number, vm);
        return group;
    }

    public void Remove(DateTimeOffset now) => RemoveAt = now + Removal;
}

/// <summary>The account's security groups, and the latest of those that are gone.</summary>
internal sealed class CloudGroups
{
    private const int Kept = 1_000;
    private readonly SortedDictionary<long, CloudGroup> _all = [];

    public IEnumerable<CloudGroup> All => _all.Values;

    /// <summary>The number that the next one gets; no number comes twice.</summary>
    public long NextNumber { get; set; } = 1;

    public CloudGroup? Find(long number) => _all.TryGetValue(number, out var group) ? group : null;

    public void Add(CloudGroup group) => _all.Add(group.Number, group);

    public void Remove(CloudGroup group, DateTimeOffset now)
    {
        group.Remove(now);
        foreach (var old in _all.Values.Where(each => each.RemoveAt is not null).OrderByDescending(each => each.RemoveAt).Skip(Kept).ToList())
        {
            _all.Remove(old.Number);
        }
    }
}
