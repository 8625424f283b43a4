using System.Text.Json.Serialization.Metadata;
using System.Text.Json;
using FluenceVm.Clouds.Http;

namespace FluenceVm.Clouds.Fluence.Cloud.Requests;

/// <summary>
/// A request that changes something. GET, PUT, PATCH and DELETE may be repeated: they say how things are to be. A POST may be
/// repeated only under an idempotency key; without one it is sent once.
/// </summary>
internal sealed record Change(HttpMethod Method, string Path, byte[]? Json)
{
    private const string IdempotencyHeader = "Idempotency-Key";
    private static readonly HttpMethod Patched = new("PATCH");

    /// <summary>Under which key the service recognises a repetition; null for none.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Whether it may be sent again: sending it twice then changes no more than sending it once.</summary>
    public Repetition Repetition =>
        Method != HttpMethod.Post || IdempotencyKey is not null || ReadsOnly ? Repetition.Allowed : Repetition.Never;

    /// <summary>Whether it only asks a question, although it is a POST: an estimate.</summary>
    public bool ReadsOnly { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers =>
        IdempotencyKey is { } key ? [new KeyValuePair<string, string>(IdempotencyHeader, key)] : [];

    public static Change Post(string path) => new(HttpMethod.Post, path, null);

    public static Change Post<T>(string path, T body, JsonTypeInfo<T> type) =>
        new(HttpMethod.Post, path, JsonSerializer.SerializeToUtf8Bytes(body, type));

    /// <summary>A POST whose bytes were written down before.</summary>
    public static Change Post(string path, byte[] json) => new(HttpMethod.Post, path, json);

    public static Change Put<T>(string path, T body, JsonTypeInfo<T> type) =>
        new(HttpMethod.Put, path, JsonSerializer.SerializeToUtf8Bytes(body, type));

    public static Change Patch<T>(string path, T body, JsonTypeInfo<T> type) =>
        new(Patched, path, JsonSerializer.SerializeToUtf8Bytes(body, type));

    public static Change Delete(string path) => new(HttpMethod.Delete, path, null);
}
