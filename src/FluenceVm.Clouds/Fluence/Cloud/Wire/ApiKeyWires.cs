using System.Security;
using System.Text.Json.Serialization;
using FluenceVm.Clouds.Json;

namespace FluenceVm.Clouds.Fluence.Cloud.Wire;

/// <summary>An API key; only the response that makes it has its value.</summary>
internal sealed class ApiKeyWire
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public List<string>? Scopes { get; set; }

    [JsonConverter(typeof(TimeConverter))]
    public Field<DateTimeOffset> CreatedAt { get; set; }

    [JsonConverter(typeof(TimeConverter))]
    public Field<DateTimeOffset> LastUsedAt { get; set; }

    [JsonConverter(typeof(TimeConverter))]
    public Field<DateTimeOffset> ExpiresAt { get; set; }

    [JsonConverter(typeof(SecretConverter))]
    public SecureString? Value { get; set; }
}

/// <summary>The body of <c>POST /v3/api-keys</c>.</summary>
internal sealed class CreateApiKeyWire
{
    public string? Name { get; set; }

    public IReadOnlyList<string>? Scopes { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }
}
