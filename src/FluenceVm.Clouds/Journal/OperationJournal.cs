using FluenceVm.Clouds.Waiting;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Journal;

/// <summary>The operations of one account.</summary>
public sealed class OperationJournal
{
    private const int LockTries = 500;
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(20);
    private readonly string _folder;

    /// <summary>The journal of an account; nothing is written before the first operation.</summary>
    /// <param name="home">The folder of all accounts.</param>
    /// <param name="account">The account.</param>
    /// <param name="clock">The clock by which operations age; null for this machine's.</param>
    public OperationJournal(JournalHome home, Account account, Func<DateTimeOffset>? clock = null)
        : this(home, account, clock is null ? TimeProvider.System : new ClockTime(clock))
    {
    }

    internal OperationJournal(JournalHome home, Account account, TimeProvider time)
    {
        Home = home ?? throw new ArgumentNullException(nameof(home));
        Account = account ?? throw new ArgumentNullException(nameof(account));
        Time = time;
        _folder = Path.Combine(home.Journal, account.FolderName);
    }

    /// <summary>Where all accounts are.</summary>
    public JournalHome Home { get; }

    /// <summary>Whose journal it is.</summary>
    public Account Account { get; }

    /// <summary>The clock by which operations age.</summary>
    internal TimeProvider Time { get; }

    /// <summary>Every operation of the account, the oldest first.</summary>
    /// <exception cref="InvalidDataException">A file of the journal is damaged; the message names it.</exception>
    public IReadOnlyList<Operation> All() => [.. JournalHome.Read(_folder).OrderBy(operation => operation.CreatedAt)];

    /// <summary>The operation of a key; null if there is none.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="key">Its key.</param>
    public Operation? Find(OperationKind kind, string key) => OperationFile.Read(PathOf(kind, key));

    /// <summary>An operation of unknown outcome that a thing belongs to, or may; null if none does. Removals own nothing.</summary>
    /// <param name="id">The thing's id.</param>
    public Operation? FindOpenWith(string id) =>
        All().FirstOrDefault(operation => operation is { IsOpen: true, Kind: not OperationKind.Removal } && operation.Names(id));

    /// <summary>What the same request has come to so far; null if there is nothing to go on with. Locks nothing.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="key">Its key.</param>
    /// <param name="asked">What the user says now.</param>
    /// <exception cref="OrderConflictException">The key belongs to something else that was done, or may have been.</exception>
    public Operation? FindEarlier(OperationKind kind, string key, string asked)
    {
        if (Find(kind, key) is not { } earlier)
        {
            // The first version wrote orders down and nothing else.
            return kind == OperationKind.Order
                && Home.FirstVersion().FirstOrDefault(order => order.IsInTheWayOf(key, Account.Endpoint)) is { } old
                ? throw new OrderConflictException(key, Text.Of(nameof(Messages.JournalFirstVersion), key, old.Path))
                : null;
        }
        // What came to nothing frees its key; what was asked in the same words goes on.
        return earlier.Asked == asked ? earlier
            : earlier.IsNothing ? null
            : throw new OrderConflictException(key, Text.Of(nameof(Messages.JournalKeyTaken), key, earlier.Account.Endpoint));
    }

    /// <summary>Takes an operation for this caller alone: a new one, or the one that it goes on with. Nothing is written yet.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="key">Its key.</param>
    /// <param name="asked">What the user says (<see cref="AskedText"/>).</param>
    /// <exception cref="OrderConflictException">The key belongs to something else, or another command is at work on it.</exception>
    public OperationRun Begin(OperationKind kind, string key, string asked)
    {
        Home.Prune();
        var mine = Lock(kind, key);
        try
        {
            return Run(mine, FindEarlier(kind, key, asked) ?? New(kind, key, asked));
        }
        catch
        {
            mine.Dispose();
            throw;
        }
    }

    /// <summary>Takes an operation that is there, to settle it.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="key">Its key.</param>
    /// <returns>Null if there is none.</returns>
    /// <exception cref="OrderConflictException">Another command is at work on it.</exception>
    public OperationRun? Reopen(OperationKind kind, string key)
    {
        if (Find(kind, key) is null)
        {
            return null;
        }
        var mine = Lock(kind, key);
        try
        {
            return Find(kind, key) is { } operation ? Run(mine, operation) : null;
        }
        catch
        {
            mine.Dispose();
            throw;
        }
    }

    /// <summary>Notes in the operations that made them that things were removed again, so that nobody looks for them any more.</summary>
    /// <param name="ids">What was removed.</param>
    public void NoteGone(IEnumerable<string> ids)
    {
        var gone = new HashSet<string>(ids, StringComparer.OrdinalIgnoreCase);
        foreach (var found in gone.Count == 0 ? [] : All().Where(operation => operation.Ids.Any(gone.Contains)))
        {
            // One that is in flight finds out by itself.
            if (TryLock(LockPathOf(PathOf(found.Kind, found.Key))) is { } mine)
            {
                using var run = Run(mine, Find(found.Kind, found.Key) ?? found);
                run.NoteGone(gone);
            }
        }
    }

    /// <summary>Lets only one caller at a time judge the account's operations, so that no thing is given to two of them.</summary>
    /// <param name="decide">Decides from every operation as it stands now, and writes what it decided. Asks no service.</param>
    /// <param name="cancellationToken">Ends the wait for the others.</param>
    internal async Task DecideAsync(Action<IReadOnlyList<Operation>> decide, CancellationToken cancellationToken)
    {
        using var mine = await LockAccountAsync(cancellationToken);
        decide(All());
    }

    internal static string LockPathOf(string operationPath) =>
        Path.Combine(Path.GetDirectoryName(operationPath)!, "locks", Path.GetFileNameWithoutExtension(operationPath));

    private OperationRun Run(OperationLock mine, Operation operation) => new(this, mine, PathOf(operation.Kind, operation.Key), operation);

    private Operation New(OperationKind kind, string key, string asked) => new()
    {
        Id = Guid.NewGuid().ToString("N"),
        Key = key,
        Kind = kind,
        Account = Account,
        Asked = asked,
        CreatedAt = Time.GetUtcNow(),
        ChangedAt = Time.GetUtcNow(),
    };

    private OperationLock Lock(OperationKind kind, string key) => TryLock(LockPathOf(PathOf(kind, key)))
        ?? throw new OrderConflictException(key, Text.Of(nameof(Messages.OrderBusy), key));

    private async Task<OperationLock> LockAccountAsync(CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < LockTries; tries++)
        {
            if (TryLock(Path.Combine(_folder, "locks", "account")) is { } mine)
            {
                return mine;
            }
            await Task.Delay(LockPause, cancellationToken);
        }
        throw new IOException(Text.Of(nameof(Messages.JournalBusy), _folder));
    }

    private OperationLock? TryLock(string path)
    {
        UserOnly.CreateFolder(Home.Folder);
        UserOnly.CreateFolder(Home.Journal);
        UserOnly.CreateFolder(_folder);
        UserOnly.CreateFolder(Path.GetDirectoryName(path)!);
        return OperationLock.TryTake(path);
    }

    private string PathOf(OperationKind kind, string key) =>
        Path.Combine(_folder, $"{kind.ToString().ToLowerInvariant()}-{Digest.FilePart(key)}-{Digest.Of(key, 8)}.json");
}
