using System.Text.Json;
using System.Text.Json.Serialization;
using FluenceVm.Clouds.Journal;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Accounts;

/// <summary>The file of accounts.</summary>
internal sealed class AccountFile
{
    private const int CurrentSchema = 1;

    public int SchemaVersion { get; set; } = CurrentSchema;

    public List<FluenceAccount>? Accounts { get; set; }

    /// <summary>Reads the file; one that isn't there has no accounts.</summary>
    public static IReadOnlyList<FluenceAccount> Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var file = JsonSerializer.Deserialize(stream, AccountJson.Default.AccountFile);
            return file is { SchemaVersion: CurrentSchema, Accounts: { } accounts } && accounts.TrueForAll(IsWhole)
                ? accounts
                : throw new InvalidDataException(Text.Of(nameof(Messages.AccountsForeign), path));
        }
        catch (JsonException exception)
        {
            throw Fault.Data(exception, nameof(Messages.AccountsDamaged), path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
    }

    private static bool IsWhole(FluenceAccount? account) => account is { Name.Length: > 0, Endpoint: not null, ApiVersion: not null };

    public static void Write(string path, List<FluenceAccount> accounts) =>
        UserOnly.ReplaceFile(path, stream =>
            JsonSerializer.Serialize(stream, new AccountFile { Accounts = accounts }, AccountJson.Default.AccountFile));
}

/// <summary>The generated reader and writer of the file of accounts.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(AccountFile))]
internal sealed partial class AccountJson : JsonSerializerContext;
