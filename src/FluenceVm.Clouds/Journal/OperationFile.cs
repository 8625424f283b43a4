using System.Text.Json;
using System.Text.Json.Serialization;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Journal;

/// <summary>Reads and writes one operation; after a crash either the old or the new one is there.</summary>
internal static class OperationFile
{
    /// <summary>The operation; null if there is no such file.</summary>
    /// <exception cref="InvalidDataException">The file can't be read; the message names it.</exception>
    public static Operation? Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var operation = JsonSerializer.Deserialize(stream, OperationJson.Default.Operation);
            return operation is { SchemaVersion: Operation.CurrentSchema, Account: not null }
                ? operation
                : throw new InvalidDataException(Text.Of(nameof(Messages.JournalForeign), path));
        }
        catch (JsonException exception)
        {
            throw Fault.Data(exception, nameof(Messages.JournalDamaged), path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public static void Write(string path, Operation operation) =>
        UserOnly.ReplaceFile(path, stream => JsonSerializer.Serialize(stream, operation, OperationJson.Default.Operation));
}

/// <summary>The generated reader and writer of the journal's files.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    WriteIndented = true)]
[JsonSerializable(typeof(Operation))]
internal sealed partial class OperationJson : JsonSerializerContext;
