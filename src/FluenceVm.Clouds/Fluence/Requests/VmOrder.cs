using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Clouds.Journal;
using FluenceVm.Clouds.Ssh;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Requests;

/// <summary>An order of VMs that are alike, in the user's words. What they resolve to is the generation's plan.</summary>
public sealed record VmOrder
{
    internal const string AskedKind = "vm-order/";
    internal const string NameFact = "name";
    internal const string CountFact = "count";
    internal const string NameFormatFact = "nameFormat";

    /// <summary>The name that was given: letters, digits and hyphens. Several VMs have numbered ones: <see cref="Names"/>.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>How several VMs are named, for example <c>{0}-{1:00}</c>; null for <see cref="VmNames.DefaultFormat"/>.</summary>
    public string? NameFormat { get; init; }

    /// <summary>The name of each VM.</summary>
    /// <exception cref="ArgumentException">The format isn't one of numbered names.</exception>
    public IReadOnlyList<string> Names => VmNames.Of(Name, Count, NameFormat);

    /// <summary>The host name inside the VM; null for the service's default, the name.</summary>
    public string? HostName { get; init; }

    /// <summary>How many; at least 1.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The image: a slug, a name, an id, or a public address.</summary>
    public string Image { get; init; } = string.Empty;

    /// <summary>Public keys, or names of registered keys.</summary>
    public IReadOnlyList<string> SshKeys { get; init; } = [];

    /// <summary>The ports to open; 22/tcp is open by the service's default.</summary>
    public IReadOnlyList<VmPort> OpenPorts { get; init; } = [];

    /// <summary>Whether the VMs are spread over the countries, not put where it is cheapest (generation <c>Cloud</c>).</summary>
    public bool Spread { get; init; }

    /// <summary>What is asked of the marketplace.</summary>
    public VmConstraints Constraints { get; init; } = new();

    /// <summary>Cloud-init user data (generation <c>Cloud</c> only).</summary>
    public string? UserData { get; init; }

    /// <summary>
    /// An existing public address, by id or name (generation <c>Cloud</c>); <see cref="VmConstraints.PublicIp"/> asks for a new
    /// one.
    /// </summary>
    public string? ExistingPublicIp { get; init; }

    /// <summary>Sizes of additional data disks in GB (generation <c>Cloud</c>).</summary>
    public IReadOnlyList<int> DiskSizesGB { get; init; } = [];

    /// <summary>The subnet, by id or name (generation <c>Cloud</c>); null for the default one.</summary>
    public string? Subnet { get; init; }

    /// <summary>The security group, by id or name (generation <c>Cloud</c>).</summary>
    public string? SecurityGroup { get; init; }

    /// <summary>False leaves a draft, which costs nothing yet (generation <c>Cloud</c>).</summary>
    public bool Provision { get; init; } = true;

    /// <summary>Whether it asks for what only generation <c>Cloud</c> has: disks, addresses, networks, firewalls, drafts.</summary>
    internal bool NeedsParts =>
        DiskSizesGB.Count > 0 || !Provision || ExistingPublicIp is not null || Subnet is not null || SecurityGroup is not null;

    /// <summary>
    /// The order in its canonical form. The price limit isn't part of it: it says when not to order, not what. Neither is whether
    /// it stops at drafts: the same order without that goes on with them.
    /// </summary>
    public string Asked => AddConstraints(new AskedText(AskedKind + "1"))
        .Add(NameFact, Name)
        .Add(CountFact, Count)
        .Add(NameFormatFact, NameFormat)
        .Add("spread", Spread ? "yes" : null)
        .Add("image", Image)
        .Add("hostName", HostName)
        .AddAll("sshKey", SshKeys.Select(Shown))
        .AddAll("port", OpenPorts.Distinct().Select(port => port.ToString()))
        .AddHashed("userData", UserData)
        .Add("existingPublicIp", ExistingPublicIp)
        .AddAll("diskGB", DiskSizesGB.Select(size => (object)size))
        .Add("subnet", Subnet)
        .Add("securityGroup", SecurityGroup)
        .ToString();

    private AskedText AddConstraints(AskedText asked) => asked
        .Add("configuration", Constraints.Configuration)
        .AddAll("country", Constraints.Countries.Select(country => country.ToUpperInvariant()))
        .AddAll("hardware", Constraints.Hardware.Select(Describe))
        .Add("additionalStorageGiB", Constraints.AdditionalStorageGiB)
        .Add("publicIp", Constraints.PublicIp ? "new" : null);

    private static string Describe(Hardware hardware) =>
        string.Join("/", hardware.Kind, hardware.Manufacturer, hardware.Architecture, hardware.Type, hardware.Generation);

    // A key's comment often holds an address; its blob alone says which key it is.
    private static string Shown(string key) =>
        SshPublicKey.LooksLikeKey(key) ? "key " + Digest.Of(string.Join(" ", key.Split([' '], 3).Take(2)), 32) : key;
}
