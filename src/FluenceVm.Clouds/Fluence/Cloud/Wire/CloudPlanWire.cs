using System.Text.Json.Serialization;

namespace FluenceVm.Clouds.Fluence.Cloud.Wire;

/// <summary>
/// What an order resolved to, as the journal keeps it: with it an order that was interrupted sends the same bytes again. It
/// holds no user data and no key, only their ids.
/// </summary>
internal sealed record CloudPlanWire
{
    /// <summary>Tells the requests of this plan from those of an earlier one that was refused.</summary>
    public string Attempt { get; init; } = string.Empty;

    /// <summary>The name of each VM, by its number less one.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Where the VMs go: the first ones to the first place, and so on.</summary>
    public IReadOnlyList<CloudPlaceWire> Places { get; init; } = [];

    public SourceWire Source { get; init; } = new();

    public IReadOnlyList<string> SshKeyIds { get; init; } = [];

    public IReadOnlyList<int> DataDisksGB { get; init; } = [];

    public bool NewPublicIp { get; init; }

    public string? PublicIpId { get; init; }

    /// <summary>A security group of the user's; null for none, or for one that the order makes.</summary>
    public string? SecurityGroupId { get; init; }

    /// <summary>The ports of the security group that the order makes; empty for none.</summary>
    public IReadOnlyList<string> Ports { get; init; } = [];

    [JsonIgnore]
    public int Count => Names.Count;

    /// <summary>Where a VM goes.</summary>
    /// <param name="number">Its number, from 1.</param>
    public CloudPlaceWire PlaceOf(int number)
    {
        var last = 0;
        return Places.First(place => number <= (last += place.Count));
    }
}
