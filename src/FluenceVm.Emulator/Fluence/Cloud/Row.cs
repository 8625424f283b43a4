using System.Text.Json.Serialization;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>A thing of an account. Things name each other by id, so that the state on disk is what they are.</summary>
internal abstract class Row
{
    /// <summary>Which one it is since the beginning; also the order of lists.</summary>
    public long Number { get; set; }

    public Guid Id { get; set; }

    public string Name { get; set; } = string.Empty;

    /// <summary>The number of the datacenter that it is in.</summary>
    public int Place { get; set; } = 1;

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    [JsonIgnore]
    public Datacenter Datacenter => Catalogue.Datacenters[Place - 1];

    /// <summary>The cluster that it is in; a datacenter has one.</summary>
    [JsonIgnore]
    public Guid ClusterId => Offers.CloudCatalogue.ClusterId(Datacenter);

    /// <summary>Its status at a time, in the service's words.</summary>
    public abstract string StatusAt(DateTimeOffset now);
}
