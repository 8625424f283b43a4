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
        return CurrentText(ref reader);
    }

    /// <summary>The current token's text, or null.</summary>
    public static string? CurrentText(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String ? Printable.Read(ref reader) : reader.GetString();

    /// <summary>Whether the current value has arrived to its end.</summary>
    public static bool IsWhole(in Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return true;
        }
        var end = reader;
        return end.TrySkip();
    }

    /// <summary>An array that is there as a whole. An item that is null stays one.</summary>
    public static List<T?> List<T>(byte[] json, Reader<T> read)
        where T : class
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return Items(ref reader, read);
    }

    /// <summary>The property's value, unless it is null.</summary>
    public static T? OrNull<T>(ref Utf8JsonReader reader, Reader<T> read)
        where T : class
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? null : read(ref reader);
    }

    /// <summary>The property's array, unless it is null. An item that is null stays one.</summary>
    public static List<T?>? List<T>(ref Utf8JsonReader reader, Reader<T> read)
        where T : class
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? null : Items(ref reader, read);
    }

    [MethodImpl(Compile.AtOnce)]
    private static List<T?> Items<T>(ref Utf8JsonReader reader, Reader<T> read)
        where T : class
    {
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
