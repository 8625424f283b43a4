using System.Text.Json;
using System.Text.Json.Serialization;
using FluenceVm.Emulator.Fluence.Cloud.Http;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>A disk, an address, or a part of a network. Its status follows from when what was asked of it.</summary>
internal abstract class Asset : Row
{
    public const string Draft = "draft";
    public const string Ready = "ready";
    public const string Removed = "removed";
    public const string Removing = "removing";

    /// <summary>When it began to be made; null while it is a draft.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>Until when a change is at work; null if there was none.</summary>
    public DateTimeOffset? BusyUntil { get; set; }

    /// <summary>When it can't be made; null if it can.</summary>
    public DateTimeOffset? FailsAt { get; set; }

    /// <summary>When its removal completes; null while nobody removes it.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    public override string StatusAt(DateTimeOffset now) =>
        RemovedAt is { } gone ? gone <= now ? Removed : Removing
        : StartedAt is not { } start ? Draft
        : FailsAt <= now ? "failed"
        : now < start + CloudGuesses.Creation ? "new"
        : now < start + CloudGuesses.Preparation ? "created"
        : now < BusyUntil ? "updating"
        : Ready;

    /// <summary>Whether it comes with a VM of the marketplace, inside that VM's price.</summary>
    public bool IsIncluded { get; set; }

    /// <summary>Whether it is there and nobody removes it.</summary>
    [JsonIgnore]
    public bool IsLiving => RemovedAt is null;

    /// <summary>Whether it is there, and neither a draft nor part of something else.</summary>
    [JsonIgnore]
    public bool IsBilledByItself => IsLiving && StartedAt is not null && !IsIncluded;

    public DateTimeOffset? ReadySince(DateTimeOffset now) =>
        StartedAt + CloudGuesses.Preparation is { } ready && ready <= now && !(FailsAt <= now) ? ready : null;

    public void Remove(DateTimeOffset now)
    {
        RemovedAt = now + CloudGuesses.Removal;
        UpdatedAt = now;
    }

    /// <summary>Writes what all of them have.</summary>
    protected void WriteHead(Utf8JsonWriter json, DateTimeOffset now)
    {
        json.WriteString("id", Id);
        json.WriteString("clusterId", ClusterId);
        json.WriteString("name", Name);
        json.WriteString("status", StatusAt(now));
        json.WriteTime("readySince", ReadySince(now));
    }

    /// <summary>Writes when it was removed.</summary>
    protected void WriteRemovedAt(Utf8JsonWriter json, DateTimeOffset now) =>
        json.WriteTime("removedAt", RemovedAt <= now ? RemovedAt : null);
}
