using System.Text.Json.Serialization;
using FluenceVm.Clouds.Http;

namespace FluenceVm.Clouds.Fluence.Wire;

/// <summary>The wire types of generations v2 and v3, with generated readers and writers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultBufferSize = 32 * 1024, Converters = [typeof(PrintableConverter)])]
[JsonSerializable(typeof(VmV2Wire))]
[JsonSerializable(typeof(VmV3Wire))]
[JsonSerializable(typeof(DeleteWire))]
[JsonSerializable(typeof(DeletedWire))]
internal sealed partial class FluenceJson : JsonSerializerContext;
