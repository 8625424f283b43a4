using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence;

/// <summary>A VM's status, in the words of the wire.</summary>
internal enum VmState
{
    New,
    Launching,
    Active,
    SmallBalance,
    InsufficientFunds,
    Terminated,
    Stopped,
}

/// <summary>An open port.</summary>
internal sealed record OpenPort(int Port, string Protocol);

/// <summary>A VM as the emulated service keeps it. Amounts are micro-USDC.</summary>
internal sealed class EmulatedVm : IScheduled
{
    /// <summary>Which one it is since the beginning; also the order of the list.</summary>
    public long Number { get; init; }

    public string Id { get; init; } = string.Empty;

    public string Name { get; set; } = string.Empty;

    public string HostName { get; init; } = string.Empty;

    public Offer Offer { get; init; } = Catalogue.Offers[0];

    /// <summary>Disk beyond the configuration, in GiB.</summary>
    public long ExtraStorage { get; init; }

    /// <summary>Whether it was ordered through <c>/v3</c>, which bills it.</summary>
    public bool IsOfCloud { get; init; }

    /// <summary>The image that it was started from.</summary>
    public string OsImage { get; init; } = string.Empty;

    public IReadOnlyList<string> SshKeys { get; init; } = [];

    public IReadOnlyList<OpenPort> Ports { get; set; } = [];

    public VmState State { get; private set; }

    public DateTimeOffset StateChangedAt { get; private set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its provider has it running.</summary>
    public DateTimeOffset ActiveAt { get; init; }

    /// <summary>When the next period is charged; null once nothing more will be.</summary>
    public DateTimeOffset? NextBillingAt { get; set; }

    /// <summary>When it is looked at whether the balance covers the next epoch; null once that is done for this epoch.</summary>
    public DateTimeOffset? CheckAt { get; set; }

    /// <summary>When its deletion completes; null while nobody deletes it.</summary>
    public DateTimeOffset? RemoveAt { get; set; }

    /// <summary>The address that comes with it once it runs.</summary>
    public string PublicIp { get; init; } = string.Empty;

    /// <summary>An epoch's price.</summary>
    public long Price { get; init; }

    /// <summary>Disk space in GiB, all disks together.</summary>
    public long StorageGiB => Offer.Configuration.StorageGiB + ExtraStorage;

    /// <summary>What is held for the next epoch.</summary>
    public long Reserve { get; set; }

    /// <summary>What it has cost so far.</summary>
    public long Spent { get; set; }

    /// <summary>Whether its owner has deleted it and only the completion is left.</summary>
    public bool MarkedForDeletion => RemoveAt is not null;

    /// <summary>Its address: it ran, has one, and its provider hasn't ended it; null otherwise.</summary>
    public string? Address => State is VmState.New or VmState.Launching or VmState.Terminated || StateChangedAt < ActiveAt
        || PublicIp.Length == 0
            ? null
            : PublicIp;

    /// <summary>Whether epochs are charged for it.</summary>
    public bool IsBilled => !MarkedForDeletion && State is not (VmState.Terminated or VmState.Stopped);

    /// <summary>When something happens to it by itself next; null for never.</summary>
    public DateTimeOffset? DueAt => RemoveAt ?? State switch
    {
        VmState.New => CreatedAt + VmTimes.Pickup,
        VmState.Launching => ActiveAt,
        VmState.Terminated or VmState.Stopped => null,
        _ => CheckAt ?? NextBillingAt,
    };

    public void Enter(VmState state, DateTimeOffset at)
    {
        if (State != state || StateChangedAt == default)
        {
            State = state;
            StateChangedAt = at;
        }
    }
}

/// <summary>How long things take on the emulated marketplace.</summary>
internal static class VmTimes
{
    /// <summary>From the order until a provider takes it up.</summary>
    public static readonly TimeSpan Pickup = TimeSpan.FromSeconds(1);

    /// <summary>From the order until the VM runs.</summary>
    public static readonly TimeSpan Launch = TimeSpan.FromSeconds(4);

    /// <summary>From the request to delete until the VM is gone.</summary>
    public static readonly TimeSpan Deletion = TimeSpan.FromSeconds(3);

    /// <summary>The billing period (docs/services/fluence-market.md, "Billing facts").</summary>
    public static readonly TimeSpan Epoch = TimeSpan.FromHours(24);

    /// <summary>How long before a charge the owner is warned that the balance doesn't cover it.</summary>
    public static readonly TimeSpan Warning = TimeSpan.FromHours(12);
}
