using System.Text.Json;
using System.Text.Json.Serialization;
using FluenceVm.Emulator.Fluence.Cloud.Accounts;
using FluenceVm.Emulator.Fluence.Cloud.Http;
using FluenceVm.Emulator.Fluence.Cloud.Offers;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Vms;

/// <summary>A VM: a free draft until it is provisioned.</summary>
internal sealed class Vm : Row, IScheduled
{
    /// <summary>Every status that it can have.</summary>
    public static IReadOnlyList<string> Statuses { get; } =
    [
        "draft", "new", "launching", "launched", "failed", "updating", "terminating", "terminated",
        "suspending", "suspended", "restarting", "softRebooting", "unknown",
    ];

    public Guid ConfigurationId { get; set; }

    public List<Guid> SshKeyIds { get; set; } = [];

    /// <summary>Whether it has user data. The data itself isn't kept: no response ever holds it.</summary>
    public bool HasCloudInit { get; set; }

    /// <summary>Whether its user data can't be read.</summary>
    public bool HasMalformedCloudInit { get; set; }

    public Guid? BootDiskId { get; set; }

    public List<Guid> DataDiskIds { get; set; } = [];

    public List<Nic> Interfaces { get; set; } = [];

    public DateTimeOffset? ProvisionedAt { get; set; }

    /// <summary>When it fails instead of being launched; null if it doesn't.</summary>
    public DateTimeOffset? FailsAt { get; set; }

    /// <summary>Whether that has happened, so that it isn't billed any more.</summary>
    public bool HasFailed { get; set; }

    /// <summary>When its end completes; null while nobody ends it.</summary>
    public DateTimeOffset? TerminatedAt { get; set; }

    /// <summary>What it was last made to do, and until when.</summary>
    public string BusyWith { get; set; } = string.Empty;

    public DateTimeOffset? BusyUntil { get; set; }

    public bool RestartRequired { get; set; }

    /// <summary>Addresses that it lets go of with its next restart.</summary>
    public List<Guid> Releasing { get; set; } = [];

    /// <summary>The VM of the marketplace's fleet that it is; null for a draft, and once it is gone.</summary>
    public string? MarketId { get; set; }

    /// <summary>The security group that stands for the ports that were opened on the marketplace.</summary>
    public Guid? PortGroupId { get; set; }

    /// <summary>Whether it was ordered on the marketplace, which bills it.</summary>
    public bool IsOfMarket { get; set; }

    [JsonIgnore]
    public DateTimeOffset? DueAt => HasFailed || TerminatedAt is not null ? null : FailsAt;

    [JsonIgnore]
    public CloudConfiguration Configuration => CloudCatalogue.KnownConfiguration(ConfigurationId);

    [JsonIgnore]
    public bool IsDraft => ProvisionedAt is null;

    [JsonIgnore]
    public IEnumerable<Guid> DiskIds => BootDiskId is { } boot ? DataDiskIds.Prepend(boot) : DataDiskIds;

    [JsonIgnore]
    public IEnumerable<Guid> AddressIds => Interfaces.Select(each => each.PublicIpId).OfType<Guid>();

    public bool IsGone(DateTimeOffset now) => TerminatedAt <= now;

    public bool IsBusy(DateTimeOffset now) => now < BusyUntil;

    public override string StatusAt(DateTimeOffset now) =>
        TerminatedAt is { } end ? end <= now ? "terminated" : "terminating"
        : ProvisionedAt is not { } start ? "draft"
        : FailsAt <= now ? "failed"
        : now < start + CloudGuesses.Pickup ? CloudGuesses.ProvisionedStatus
        : now < start + CloudGuesses.Launch ? "launching"
        : IsBusy(now) ? BusyWith
        : "launched";

    /// <summary>Notes a change. No two changes have the same time, because callers compare it.</summary>
    public void Touch(DateTimeOffset now) => UpdatedAt = now > UpdatedAt ? now : UpdatedAt.AddTicks(TimeSpan.TicksPerMillisecond);

    /// <summary>Keeps it busy for a while.</summary>
    public void Begin(string what, TimeSpan duration, DateTimeOffset now)
    {
        (BusyWith, BusyUntil) = (what, now + duration);
        Touch(now);
    }

    /// <exception cref="CloudRefusal">409: it isn't a draft any more.</exception>
    public void RequireDraft()
    {
        if (!IsDraft)
        {
            throw CloudRefusal.Conflict($"The VM {Name} is not a draft", "vm_not_draft");
        }
    }

    /// <exception cref="CloudRefusal">409: it doesn't run, or is busy.</exception>
    public void RequireLaunched(DateTimeOffset now)
    {
        if (StatusAt(now) is var status && status != "launched")
        {
            throw CloudRefusal.Conflict($"The VM {Name} is not in a status for that: it is {status}", "vm_not_live");
        }
    }

    public void Write(Utf8JsonWriter json, CloudAccount account, DateTimeOffset now)
    {
        var isGone = IsGone(now);
        json.WriteString("id", Id);
        json.WriteString("name", Name);
        json.WriteString("clusterId", ClusterId);
        json.WriteString("configurationId", ConfigurationId);
        json.WriteString("status", StatusAt(now));
        json.WriteBoolean("restartRequired", RestartRequired && !IsBusy(now));
        json.WriteBoolean("hasCloudInit", HasCloudInit);
        json.WriteId("bootDiskId", isGone ? null : BootDiskId);
        json.WriteIds("dataDiskIds", isGone ? [] : DataDiskIds);
        json.WriteIds("sshKeyIds", SshKeyIds);
        json.WriteIds("interfaceIds", isGone ? [] : Interfaces.Select(each => each.Id));
        WriteFailure(json, now);
        json.WriteTime("readySince", ReadySince(now));
        json.WriteTime("terminatedAt", isGone ? TerminatedAt : null);
        json.WriteTime("createdAt", CreatedAt);
        json.WriteTime("updatedAt", Latest(now));
    }

    private DateTimeOffset? ReadySince(DateTimeOffset now) =>
        ProvisionedAt + CloudGuesses.Launch is { } ready && ready <= now && FailsAt is null ? ready : null;

    /// <summary>When something last became of it, by itself or by a request.</summary>
    private DateTimeOffset Latest(DateTimeOffset now) => new[]
    {
        UpdatedAt, ProvisionedAt + CloudGuesses.Pickup, ProvisionedAt + CloudGuesses.Launch, FailsAt, BusyUntil, TerminatedAt,
    }.OfType<DateTimeOffset>().Where(time => time <= now || time == UpdatedAt).Max();

    private void WriteFailure(Utf8JsonWriter json, DateTimeOffset now)
    {
        if (FailsAt <= now)
        {
            json.WriteStartObject("failure");
            json.WriteString("code", HasMalformedCloudInit ? "dependencyTerminal" : "deadlineExceeded");
            json.WriteString("message", HasMalformedCloudInit ? "The user data is malformed" : "The VM was not ready in time");
            json.WriteEndObject();
        }
    }
}
