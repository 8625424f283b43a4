using System.Text.Json;
using System.Text.Json.Serialization;
using FluenceVm.Clouds.Json;

namespace FluenceVm.Clouds.Fluence.Market.Wire;

/// <summary>The wire types of generations v2 and v3, with generated readers and writers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    DefaultBufferSize = 32 * 1024,
    Converters = [typeof(PrintableConverter), typeof(NumberConverter), typeof(TimeConverter)])]
[JsonSerializable(typeof(DeleteWire))]
[JsonSerializable(typeof(DeletedWire))]
[JsonSerializable(typeof(CreateWire))]
[JsonSerializable(typeof(CreatedWire[]))]
[JsonSerializable(typeof(UpdatesWire))]
[JsonSerializable(typeof(StatusWire))]
[JsonSerializable(typeof(EstimateRequestWire))]
[JsonSerializable(typeof(MarketEstimateWire))]
[JsonSerializable(typeof(OfferWire))]
[JsonSerializable(typeof(ImageWire))]
[JsonSerializable(typeof(SshKeyWire))]
[JsonSerializable(typeof(AddSshKeyWire))]
[JsonSerializable(typeof(RemoveSshKeyWire))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class MarketJson : JsonSerializerContext;
