using System.Text.Json;
using FluenceVm.Emulator.Fluence.Cloud.Http;

namespace FluenceVm.Emulator.Fluence.Cloud.Networks;

/// <summary>A part of a network that can sleep: it is parked, then dormant, and use wakes it.</summary>
internal abstract class Network : Asset
{
    /// <summary>When it was last parked; null if it is awake.</summary>
    public DateTimeOffset? ParkedAt { get; set; }

    public override string StatusAt(DateTimeOffset now) => base.StatusAt(now) is var status && status == Ready && ParkedAt is { } parked
        ? now < parked + CloudGuesses.Parking ? "parking" : "dormant"
        : status;

    /// <summary>Wakes it for use that was accepted before.</summary>
    public void Wake() => ParkedAt = null;

    /// <summary>Wakes it for use.</summary>
    /// <exception cref="CloudRefusal">409: it is just being parked. 422: it has failed.</exception>
    public void Wake(DateTimeOffset now)
    {
        var status = StatusAt(now);
        if (status == "parking")
        {
            throw CloudRefusal.Conflict($"{Name} is being parked; try again shortly");
        }
        if (status == "failed")
        {
            throw new CloudRefusal(422, "parent_vpc_failed", $"The network {Name} has failed");
        }
        Wake();
    }
}

/// <summary>A private network of its own in a cluster.</summary>
internal sealed class Vpc : Network
{
    /// <summary>Every status that it can have.</summary>
    public static IReadOnlyList<string> Statuses { get; } = ["new", "created", Ready, "failed", Removing, Removed, "dormant", "parking"];

    /// <summary>Whether it is the one that the service made for the cluster.</summary>
    public bool IsDefault { get; set; }

    public void Write(Utf8JsonWriter json, DateTimeOffset now)
    {
        WriteHead(json, now);
        WriteRemovedAt(json, now);
        json.WriteTime("createdAt", CreatedAt);
    }
}
