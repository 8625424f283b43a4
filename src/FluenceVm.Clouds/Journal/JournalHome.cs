using FluenceVm.Model;

namespace FluenceVm.Clouds.Journal;

/// <summary>The folder of everything that the module keeps on this machine, with a folder for each account.</summary>
public sealed class JournalHome
{
    /// <summary>The environment variable that names the folder.</summary>
    public const string Variable = "FLUENCEVM_HOME";

    private static readonly TimeSpan KeptAfterwards = TimeSpan.FromDays(30);
    private readonly TimeProvider _time;
    private int _pruned;

    /// <summary>A home in a folder, which is made when it is first written to.</summary>
    /// <param name="folder">The folder; null for <c>$env:FLUENCEVM_HOME</c>, else the user's application data.</param>
    /// <exception cref="ArgumentException">The folder is not absolute: from elsewhere, the journal would be another one.</exception>
    public JournalHome(string? folder = null)
        : this(folder, TimeProvider.System)
    {
    }

    // Files of all accounts age by this machine's clock, not by the one of an emulator that was moved on in time.
    internal JournalHome(string? folder, TimeProvider time)
    {
        Folder = folder ?? FromEnvironment() ?? Default();
        _time = time;
    }

    /// <summary>Where it is.</summary>
    public string Folder { get; }

    /// <summary>Where the accounts' folders are.</summary>
    internal string Journal => Path.Combine(Folder, "journal");

    /// <summary>Every operation of every account, the oldest first. Needs no connection.</summary>
    /// <exception cref="InvalidDataException">A file is damaged; the message names it.</exception>
    public IReadOnlyList<Operation> All() =>
        [.. Accounts().SelectMany(folder => Read(folder)).OrderBy(operation => operation.CreatedAt)];

    /// <summary>The files of version 0.1.0, which didn't say whose order was whose.</summary>
    public IReadOnlyList<FirstVersionOrder> FirstVersion() => FirstVersionOrder.ReadAll(Path.Combine(Folder, "orders"));

    /// <summary>Removes what ended more than 30 days ago, with its lock files, once per home. What is still open stays.</summary>
    internal void Prune()
    {
        if (Interlocked.Exchange(ref _pruned, 1) == 0)
        {
            foreach (var path in Accounts().SelectMany(Files).ToArray())
            {
                Prune(path, _time.GetUtcNow());
            }
        }
    }

    /// <summary>An account's operations.</summary>
    internal static IEnumerable<Operation> Read(string folder) => Files(folder).Select(OperationFile.Read).OfType<Operation>();

    private static void Prune(string path, DateTimeOffset now)
    {
        if (File.GetLastWriteTimeUtc(path) + KeptAfterwards >= now.UtcDateTime)
        {
            return;
        }
        var lockPath = OperationJournal.LockPathOf(path);
        using (var taken = OperationLock.TryTake(lockPath))
        {
            if (taken is null || OperationFile.Read(path) is not { IsOpen: false } operation || operation.ChangedAt + KeptAfterwards >= now)
            {
                return;
            }
            File.Delete(path);
        }
        OperationLock.Forget(lockPath);
    }

    private static IEnumerable<string> Files(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.json").Where(path => path.EndsWith(".json", StringComparison.Ordinal))
        : [];

    private IEnumerable<string> Accounts() => Directory.Exists(Journal) ? Directory.EnumerateDirectories(Journal) : [];

    private static string? FromEnvironment() => Environment.GetEnvironmentVariable(Variable) is { } home && !string.IsNullOrWhiteSpace(home)
        ? IsAbsolute(home) ? home : throw Fault.Argument(nameof(Messages.JournalFolderRelative), Variable, home)
        : null;

    // netstandard2.0 has no Path.IsPathFullyQualified; on Windows, \folder and C:folder depend on where the process stands.
    private static bool IsAbsolute(string path) => Path.GetPathRoot(path) is { Length: > 0 } root
        && (Path.DirectorySeparatorChar == '/' || root.Length > 2);

    private static string Default()
    {
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return data.Length > 0 ? Path.Combine(data, "FluenceVm") : throw Fault.State(nameof(Messages.JournalFolderMissing), Variable);
    }
}
