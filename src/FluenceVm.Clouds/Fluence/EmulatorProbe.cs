using System.Text.Json.Serialization;
using FluenceVm.Clouds.Http;
using FluenceVm.Clouds.Json;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence;

/// <summary>
/// Asks an emulator which one it is (docs/fidelity.md, "Accounts"): a new one at an old address is another account.
/// </summary>
internal sealed class EmulatorProbe(ServicePipeline pipeline)
{
    /// <summary>The emulator's id; empty if the service is none.</summary>
    public async Task<string> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            var context = new RequestContext { KeyHeaders = [] };
            using var response = await pipeline.SendAsync(HttpMethod.Get, "emulator", null, context, cancellationToken);
            var about = await response.ReadObjectAsync(InstanceJson.Default.InstanceWire, cancellationToken);
            return about.Instance?.ToString("N") ?? string.Empty;
        }
        catch (Exception exception) when (exception is ServiceException { Status: < 500 } or InvalidResponseException)
        {
            return string.Empty;
        }
    }
}

/// <summary>What an emulator says of itself.</summary>
internal sealed class InstanceWire
{
    public Guid? Instance { get; set; }
}

/// <summary>The generated reader of <see cref="InstanceWire"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(InstanceWire))]
internal sealed partial class InstanceJson : JsonSerializerContext;
