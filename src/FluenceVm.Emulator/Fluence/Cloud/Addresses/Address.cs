using System.Text.Json;
using FluenceVm.Emulator.Fluence.Cloud.Accounts;
using FluenceVm.Emulator.Fluence.Cloud.Costs;
using FluenceVm.Emulator.Fluence.Cloud.Http;
using FluenceVm.Emulator.Fluence.Cloud.Offers;

namespace FluenceVm.Emulator.Fluence.Cloud.Addresses;

/// <summary>A public IPv4 address.</summary>
internal sealed class Address : Asset
{
    /// <summary>Every status that it can have.</summary>
    public static IReadOnlyList<string> Statuses { get; } = [Draft, "new", "created", Ready, "failed", Removing, Removed];

    /// <summary>The address itself.</summary>
    public string Text { get; set; } = string.Empty;

    /// <summary>The VM that it is attached to, or the draft that made it; null for none.</summary>
    public Guid? VmId { get; set; }

    /// <summary>When the VM lets go of it; null if it holds on.</summary>
    public DateTimeOffset? ReleasedAt { get; set; }

    /// <summary>The VM that it is attached to now: one that has ended holds nothing.</summary>
    public Guid? HolderAt(CloudAccount account, DateTimeOffset now) =>
        !(ReleasedAt <= now) && account.Vms.Find(VmId)?.IsGone(now) == false ? VmId : null;

    public void AttachTo(Guid vm) => (VmId, ReleasedAt) = (vm, null);

    /// <summary>Begins to make it, and to bill it.</summary>
    public void Start(CloudAccount account, DateTimeOffset now, bool fails = false)
    {
        (StartedAt, UpdatedAt) = (now, now);
        account.Capacity.TakeAddress(Datacenter, 1);
        var meter = new Meter { ResourceId = Id, Type = "PUBLIC_IP", Name = Name, ClusterId = ClusterId };
        account.Purse.Start(meter, CloudPrices.Address, 1, now);
        if (fails)
        {
            FailsAt = now + CloudGuesses.Preparation;
            account.Purse.Stop(Id, now);
        }
    }

    /// <summary>Ends it; a draft simply goes.</summary>
    public void End(CloudAccount account, DateTimeOffset now)
    {
        if (StartedAt is null)
        {
            account.Addresses.Forget(this);
            account.Receipts.MarkGone(Id);
            return;
        }
        account.Capacity.TakeAddress(Datacenter, -1);
        account.Purse.End(Id, now);
        Remove(now);
        account.Addresses.End(this);
    }

    public void Write(Utf8JsonWriter json, CloudAccount account, DateTimeOffset now)
    {
        WriteHead(json, now);
        WriteRemovedAt(json, now);
        json.WriteString("addressType", CloudCatalogue.AddressType);
        if (ReadySince(now) is not null)
        {
            json.WriteString("address", Text);
        }
        json.WriteId("vmId", HolderAt(account, now));
        if (FailsAt <= now)
        {
            json.WriteString("failureReason", "noAvailableAddress");
        }
        if (account.Purse.Find(Id) is { } meter)
        {
            var paidUntil = DateTimeOffset.FromUnixTimeSeconds(meter.Spans[meter.Spans.Count - 1].To ?? Purse.Second(now));
            json.WriteTime("lastPaidAt", paidUntil);
            json.WriteTime("paidUntil", paidUntil);
        }
        json.WriteTime("createdAt", CreatedAt);
        json.WriteTime("updatedAt", UpdatedAt);
    }
}
