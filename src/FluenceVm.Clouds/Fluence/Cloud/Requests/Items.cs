using System.Text.Json.Serialization.Metadata;
using System.Text.Json;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Http;
using FluenceVm.Clouds.Json;
using FluenceVm.Model.Errors;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Requests;

/// <summary>Reads a short list, which comes as <c>{"items": [..]}</c>, and from older servers as a bare array.</summary>
internal static class Items
{
    public static async Task<IReadOnlyList<T>> ReadItemsAsync<T>(
        this Response response, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var root = await response.ReadObjectAsync(CloudJson.Default.JsonElement, cancellationToken);
        var list = root.ValueKind == JsonValueKind.Array
            ? root
            : root.ValueKind == JsonValueKind.Object && root.TryGetProperty("items", out var items) ? items : default;
        if (list.ValueKind != JsonValueKind.Array)
        {
            throw new InvalidResponseException(Messages.ResponseWithoutItems, response.Method, response.Path);
        }
        try
        {
            return [.. list.EnumerateArray().Select(item => item.Deserialize(type)).OfType<T>()];
        }
        catch (JsonException exception)
        {
            throw new InvalidResponseException(Printable.Line(response.Redact(exception.Message), 300), response.Method, response.Path);
        }
    }
}
