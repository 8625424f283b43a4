using System.Text.Encodings.Web;
using System.Text.Json;

namespace FluenceVm.Clouds.Cudos.Contract;

/// <summary>The contract's queries and messages as JSON: one name, and below it the arguments that are there.</summary>
internal static class ContractJson
{
    // The text goes into a path or an argument, never into a page, so nothing but JSON's own escapes is needed.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(string name, params (string Name, string? Value)[] arguments)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json, Options))
        {
            writer.WriteStartObject();
            writer.WriteStartObject(name);
            foreach (var argument in arguments)
            {
                if (argument.Value is not null)
                {
                    writer.WriteString(argument.Name, argument.Value);
                }
            }
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        return json.ToArray();
    }
}
