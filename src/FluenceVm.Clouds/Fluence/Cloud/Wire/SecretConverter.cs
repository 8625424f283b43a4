using System.Net;
using System.Security;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FluenceVm.Clouds.Fluence.Cloud.Wire;

/// <summary>Reads a secret out of a response. It is kept in no text that a message, a log or the pool of texts could hold.</summary>
internal sealed class SecretConverter : JsonConverter<SecureString>
{
    public override SecureString? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? new NetworkCredential(string.Empty, reader.GetString()).SecurePassword
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, SecureString value, JsonSerializerOptions options) =>
        throw new NotSupportedException();
}
