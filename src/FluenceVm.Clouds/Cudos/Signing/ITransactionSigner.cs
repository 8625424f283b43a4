using System.Numerics;

namespace FluenceVm.Clouds.Cudos.Signing;

/// <summary>Signs a message to the contract and hands it to the chain, once.</summary>
internal interface ITransactionSigner
{
    /// <summary>Sends a message.</summary>
    /// <param name="call">The message.</param>
    /// <param name="cancellationToken">Ends the call; what is sent stays sent.</param>
    /// <returns>What the chain has said so far.</returns>
    /// <exception cref="Model.Errors.SignerException">Certainly nothing was sent.</exception>
    /// <exception cref="Model.Errors.ContractException">The chain refused the message before it made it a transaction.</exception>
    /// <exception cref="Model.Errors.TransactionUnknownException">It may have been sent, and not even its hash is known.</exception>
    Task<SentTransaction> SendAsync(ContractCall call, CancellationToken cancellationToken);
}

/// <summary>A message to the contract.</summary>
/// <param name="Contract">The contract's address.</param>
/// <param name="Sender">The account that it comes from.</param>
/// <param name="Message">Its JSON, in UTF-8.</param>
/// <param name="Coins">The coins that go along; zero for none.</param>
/// <param name="Denom">Their kind.</param>
/// <param name="What">What it is, in words for an error.</param>
internal sealed record ContractCall(string Contract, string Sender, byte[] Message, BigInteger Coins, string Denom, string What);

/// <summary>A transaction that was sent.</summary>
/// <param name="Hash">Its hash.</param>
/// <param name="Result">What the node that took it said; null where its response was lost.</param>
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
