namespace FluenceVm.Emulator.Cudos;

/// <summary>A transaction, refused by the contract or not.</summary>
/// <param name="Hash">64 hexadecimal digits, in capitals.</param>
/// <param name="Height">The block's number.</param>
/// <param name="Time">The block's time.</param>
/// <param name="Code">0, or the error's code within its <paramref name="Codespace"/>.</param>
/// <param name="Codespace">Whose error it is: <c>sdk</c> or <c>wasm</c>; empty for none.</param>
/// <param name="Log">The error's text, or what happened.</param>
/// <param name="Request">What was sent, as JSON.</param>
internal sealed record Transaction(string Hash, long Height, DateTimeOffset Time, int Code, string Codespace, string Log, string Request)
{
    /// <summary>Whether it got into a block; false if the node refused it before.</summary>
    public bool IsInBlock { get; init; } = true;
}

/// <summary>The latest transactions, as a node that forgets old ones.</summary>
internal sealed class TransactionLog
{
    private const int Capacity = 500;

    private readonly Dictionary<string, Transaction> _byHash = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<Transaction> _latest = new();

    /// <summary>The first block that the node still has: those of the transactions that it has forgotten are gone.</summary>
    public long LowestHeight { get; set; } = 1;

    /// <summary>The latest, oldest first.</summary>
    public IReadOnlyCollection<Transaction> Latest => _latest;

    /// <summary>The transaction of a hash, or null.</summary>
    public Transaction? Find(string hash) => _byHash.TryGetValue(hash, out var transaction) ? transaction : null;

    /// <summary>Takes up a transaction, and forgets the oldest if there are too many.</summary>
    public void Add(Transaction transaction)
    {
        _latest.Enqueue(transaction);
        _byHash[transaction.Hash] = transaction;
        if (_latest.Count > Capacity)
        {
            var forgotten = _latest.Dequeue();
            _byHash.Remove(forgotten.Hash);
            LowestHeight = Math.Max(LowestHeight, forgotten.Height + 1);
        }
    }
}
