using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>A disk or an address: it is billed by the hour from its creation until it is removed, attached or not.</summary>
internal abstract class CloudAsset : IScheduled
{
    private static readonly TimeSpan Creation = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Preparation = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Removal = TimeSpan.FromSeconds(2);

    /// <summary>Every status that it can have in the file's words, but for those of one kind only.</summary>
    protected static IReadOnlyList<string> CommonStatuses { get; } = ["new", "created", Ready, "failed", "removing", Removed];

    protected const string Ready = "ready";
    protected const string Removed = "removed";

    public long Number { get; init; }

    public string Name { get; set; } = string.Empty;

    public Datacenter Datacenter { get; init; } = Catalogue.Datacenters[0];

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was charged last.</summary>
    public DateTimeOffset PaidAt { get; set; }

    /// <summary>When the next hour is charged.</summary>
    public DateTimeOffset NextChargeAt { get; set; }

    /// <summary>When its removal completes; null while nobody removes it.</summary>
    public DateTimeOffset? RemoveAt { get; set; }

    /// <summary>What it has cost so far.</summary>
    public long Spent { get; set; }

    /// <summary>The VM that it is attached to; null for none.</summary>
    public EmulatedVm? Vm { get; set; }

    /// <summary>Whether it comes with a VM of another generation, inside that VM's price.</summary>
    public bool IsIncluded { get; init; }

    /// <summary>An hour's price, in micro-USDC.</summary>
    public abstract long PricePerHour { get; }

    public DateTimeOffset ReadyAt => CreatedAt + Preparation;

    public DateTimeOffset? DueAt => RemoveAt ?? NextChargeAt;

    public abstract Guid IdOf(int seed);

    public virtual string StatusAt(DateTimeOffset now) =>
        RemoveAt is { } gone ? gone <= now ? Removed : "removing"
        : now < CreatedAt + Creation ? "new"
        : now < ReadyAt ? "created"
        : Ready;

    /// <summary>What may be done with it now.</summary>
    public IEnumerable<string> ActionsAt(DateTimeOffset now)
    {
        if (IsIncluded || RemoveAt is not null)
        {
            yield break;
        }
        yield return "update";
        if (Vm is not null)
        {
            yield break;
        }
        yield return "delete";
        if (StatusAt(now) == Ready)
        {
            yield return "attachToVm";
        }
    }

    /// <summary>Makes sure that something may be done with it now.</summary>
    /// <exception cref="Hosting.RefusedException">406: not in this status, or not while it is attached.</exception>
    public void Require(string action, DateTimeOffset now)
    {
        if (ActionsAt(now).Contains(action))
        {
            return;
        }
        var reason = IsIncluded ? "it belongs to its VM"
            : Vm is { } vm && action != "update" ? $"it is attached to the VM {vm.Name}"
            : $"its status is {StatusAt(now)}";
        throw CloudError.NotAcceptable($"{Name} is not in a status to {action}: {reason}");
    }

    public void Remove(DateTimeOffset now) => RemoveAt = now + Removal;
}
