using System.Text.Json.Serialization;

namespace FluenceVm.Clouds.Fluence.Market.Wire;

/// <summary>The body of <c>DELETE /vms/v3</c>: the form of MarketV2 with one id, or the later one with many.</summary>
internal sealed class DeleteWire
{
    public string? VmId { get; set; }

    public IReadOnlyList<string>? VmIds { get; set; }
}

/// <summary>The later response to <c>DELETE /vms/v3</c>.</summary>
internal sealed class DeletedWire
{
    [JsonPropertyName("removed_ids")]
    public List<string>? RemovedIds { get; set; }
}
