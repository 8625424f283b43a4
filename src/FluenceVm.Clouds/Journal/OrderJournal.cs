using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Journal;

/// <summary>
/// What was ordered, one small file an order, so that an order whose response was lost is found again, also by another process.
/// Each file is replaced as a whole; an order that is being placed is locked.
/// </summary>
public sealed class OrderJournal
{
    /// <summary>The environment variable that names the folder of everything that the module keeps.</summary>
    public const string HomeVariable = "FLUENCEVM_HOME";

    /// <summary>A journal in a folder, which is made when it is first written to.</summary>
    /// <param name="folder">The folder; null for <c>orders</c> in <c>$env:FLUENCEVM_HOME</c>, else in the user's application data.</param>
    public OrderJournal(string? folder = null) => Folder = folder ?? DefaultFolder();

    /// <summary>Where the files are.</summary>
    public string Folder { get; }

    /// <summary>Every order, the oldest first.</summary>
    /// <exception cref="InvalidDataException">A file of the journal is damaged; the message names it.</exception>
    public IReadOnlyList<Order> List() => [.. ReadAll("*.json").OrderBy(entry => entry.CreatedAt).Select(entry => entry.ToOrder())];

    internal JournalEntry? Find(string key) => ReadAll($"*.{HashOf(key)}.json").SingleOrDefault(entry => entry.Key == key);

    /// <summary>The other orders of VMs of the same name at the same service.</summary>
    internal IReadOnlyList<JournalEntry> Namesakes(JournalEntry entry) =>
        [.. ReadAll($"{FilePart(entry.Name)}.*.json").Where(other => other.Name == entry.Name && other.Endpoint == entry.Endpoint && other.Key != entry.Key)];

    /// <summary>Writes an entry so that after a crash either the old or the new one is there.</summary>
    internal void Write(JournalEntry entry)
    {
        UserOnly.CreateFolder(Folder);
        var path = Path.Combine(Folder, $"{FilePart(entry.Name)}.{HashOf(entry.Key)}.json");
        var draft = path + ".new";
        using (var stream = UserOnly.CreateFile(draft))
        {
            JsonSerializer.Serialize(stream, entry, JournalJson.Default.JournalEntry);
            stream.Flush(flushToDisk: true);
        }
        if (File.Exists(path))
        {
            File.Replace(draft, path, null, ignoreMetadataErrors: true);
        }
        else
        {
            File.Move(draft, path);
        }
    }

    /// <summary>Takes an order for this caller alone, until the result is disposed or the process ends.</summary>
    /// <exception cref="OrderConflictException">Another has it.</exception>
    internal IDisposable Lock(string key)
    {
        var folder = Path.Combine(Folder, "locks");
        UserOnly.CreateFolder(Folder);
        UserOnly.CreateFolder(folder);
        var path = Path.Combine(folder, HashOf(key));
        var mine = Open(path, key);
        UserOnly.RestrictFile(path);
        return mine;
    }

    private static FileStream Open(string path, string key)
    {
        try
        {
            // Stays behind: a lock file that is removed while another process waits for it would let two of them in.
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw new OrderConflictException(key, Text.Of(nameof(Messages.OrderBusy), key));
        }
    }

    private static string DefaultFolder()
    {
        var home = Environment.GetEnvironmentVariable(HomeVariable);
        if (!string.IsNullOrWhiteSpace(home))
        {
            return Path.Combine(home, "orders");
        }
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return data.Length > 0
            ? Path.Combine(data, "FluenceVm", "orders")
            : throw Fault.State(nameof(Messages.JournalFolderMissing), HomeVariable);
    }

    private IEnumerable<JournalEntry> ReadAll(string pattern) => Directory.Exists(Folder)
        ? Directory.EnumerateFiles(Folder, pattern).Where(path => path.EndsWith(".json", StringComparison.Ordinal)).Select(Read).OfType<JournalEntry>()
        : [];

    private static JournalEntry? Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return JsonSerializer.Deserialize(stream, JournalJson.Default.JournalEntry);
        }
        catch (JsonException exception)
        {
            throw Fault.Data(exception, nameof(Messages.JournalDamaged), path);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    // Only for finding files fast; what counts stands inside.
    private static string FilePart(string name) =>
        new([.. name.Select(character => character is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '-' ? character : '_').Take(80)]);

    private static string HashOf(string key)
    {
        using var sha256 = SHA256.Create();
        return BitConverter.ToString(sha256.ComputeHash(Encoding.UTF8.GetBytes(key)), 0, 16).Replace("-", string.Empty);
    }
}
