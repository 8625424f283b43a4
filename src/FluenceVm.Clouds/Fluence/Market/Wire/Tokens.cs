using System.Runtime.CompilerServices;
using System.Text.Json;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Market.Wire;

/// <summary>Steps through the tokens of a JSON value that is there whole, as a converter's is.</summary>
internal static class Tokens
{
    /// <summary>Reads a value whose first token is the current one, and ends on its last.</summary>
    public delegate T Reader<out T>(ref Utf8JsonReader reader);

    public static void StartObject(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException(Model.Text.Of(nameof(Messages.TokenNoObject), reader.TokenType));
        }
    }

    /// <summary>Goes to the next property's name; false at the object's end.</summary>
    public static bool NextProperty(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.PropertyName;
    }

    /// <summary>The property's text, or null.</summary>
    public static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.String ? Printable.Read(ref reader) : reader.GetString();
    }

    /// <summary>The property's value, unless it is null.</summary>
    public static T? OrNull<T>(ref Utf8JsonReader reader, Reader<T> read)
        where T : class
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? null : read(ref reader);
    }

    /// <summary>The property's array, unless it is null. An item that is null stays one.</summary>
    [MethodImpl(Compile.AtOnce)]
    public static List<T?>? List<T>(ref Utf8JsonReader reader, Reader<T> read)
        where T : class
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException(Model.Text.Of(nameof(Messages.TokenNoArray), reader.TokenType));
        }
        var items = new List<T?>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(reader.TokenType == JsonTokenType.Null ? null : read(ref reader));
        }
        return items;
    }

    /// <summary>Passes over the property's value.</summary>
    public static void Skip(ref Utf8JsonReader reader)
    {
        reader.Read();
        // Skip itself asks for the end of the whole response; the value is there already.
        reader.TrySkip();
    }
}
