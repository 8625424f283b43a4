using System.Text.Json.Serialization;
using FluenceVm.Clouds.Json;

namespace FluenceVm.Clouds.Fluence.Market.Wire;

/// <summary>An offer of <c>POST /marketplace/offers</c>.</summary>
internal sealed class OfferWire
{
    public ConfigurationWire? Configuration { get; set; }

    public List<ResourceWire?>? Resources { get; set; }

    public DatacenterWire? Datacenter { get; set; }

    public List<ServerWire?>? Servers { get; set; }

    public List<ResourceWire?>? MaxAdditionalSupply { get; set; }
}

/// <summary>A basic configuration and its price per epoch in USDC.</summary>
internal sealed class ConfigurationWire
{
    public string? Slug { get; set; }

    public Field<decimal> Price { get; set; }
}

/// <summary>A server of an offer.</summary>
internal sealed class ServerWire
{
    public Field<decimal> AvailableBasicInstances { get; set; }
}

/// <summary>
/// An image of <c>GET /vms/v3/default_images</c>, and of <c>GET /v1/storages/default_images</c> (generation <c>Cloud</c>).
/// </summary>
internal sealed class ImageWire
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? Distribution { get; set; }

    public string? Slug { get; set; }

    public string? DownloadUrl { get; set; }

    public string? Username { get; set; }
}

/// <summary>A registered SSH key.</summary>
internal sealed class SshKeyWire
{
    public string? Name { get; set; }

    public string? Fingerprint { get; set; }

    public string? Algorithm { get; set; }

    public string? Comment { get; set; }

    public string? PublicKey { get; set; }

    /// <summary>The other spelling that was seen.</summary>
    [JsonPropertyName("public_key")]
    public string? PublicKeyAlternative { get; set; }

    public bool? Active { get; set; }

    public Field<DateTimeOffset> CreatedAt { get; set; }
}

/// <summary>The body of <c>POST /ssh_keys</c>.</summary>
internal sealed class AddSshKeyWire
{
    public string? Name { get; set; }

    public string? PublicKey { get; set; }
}

/// <summary>The body of <c>DELETE /ssh_keys</c>.</summary>
internal sealed class RemoveSshKeyWire
{
    public string? Fingerprint { get; set; }
}
