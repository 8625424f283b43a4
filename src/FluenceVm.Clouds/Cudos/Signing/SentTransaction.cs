namespace FluenceVm.Clouds.Cudos.Signing;

/// <summary>A transaction that was sent.</summary>
/// <param name="Hash">Its hash.</param>
/// <param name="Result">What the node that took it said; null if its response was lost.</param>
/// <param name="Lost">Why the response was lost.</param>
internal sealed record SentTransaction(string Hash, TransactionResult? Result, Exception? Lost = null);

/// <summary>What became of a transaction.</summary>
/// <param name="Hash">Its hash.</param>
/// <param name="Code">0, or the error's code within its codespace.</param>
/// <param name="Codespace">Whose error it is.</param>
/// <param name="Log">The error's text.</param>
/// <param name="Height">The number of its block; 0 while it is in none.</param>
/// <param name="GasUsed">The gas that it used.</param>
internal sealed record TransactionResult(string Hash, int Code, string? Codespace, string? Log, long Height, long GasUsed);
