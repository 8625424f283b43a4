using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FluenceVm.Clouds.Fluence.CloudNext.Wire;
using FluenceVm.Clouds.Http;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.CloudNext.Requests;

/// <summary>Reads a short list, which comes as <c>{"items": [..]}</c>, and from older servers as a bare array.</summary>
internal static class Items
{
    public static async Task<IReadOnlyList<T>> ReadItemsAsync<T>(
        this Answer answer, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var root = await answer.ReadObjectAsync(NextJson.Default.JsonElement, cancellationToken);
        var list = root.ValueKind == JsonValueKind.Array ? root : root.ValueKind == JsonValueKind.Object && root.TryGetProperty("items", out var items) ? items : default;
        if (list.ValueKind != JsonValueKind.Array)
        {
            throw new InvalidAnswerException(Messages.AnswerWithoutItems, answer.Method, answer.Path);
        }
        try
        {
            return [.. list.EnumerateArray().Select(item => item.Deserialize(type)).OfType<T>()];
        }
        catch (JsonException exception)
        {
            throw new InvalidAnswerException(Printable.Line(answer.Redact(exception.Message), 300), answer.Method, answer.Path);
        }
    }
}
