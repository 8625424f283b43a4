using FluenceVm.Clouds.Cudos.Nodes;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Cudos.Signing;

/// <summary>
/// Sends a message once, and finds out what became of it: from the node's response, else from the chain by the transaction's hash.
/// </summary>
internal sealed class TransactionSender(ChainQueries chain, ITransactionSigner signer, CudosConnectionOptions options)
{
    // Nodes behind one address are not equally far.
    private const int Behind = 10;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastLook = TimeSpan.FromSeconds(10);

    /// <summary>Sends a message, and returns when it was carried out.</summary>
    /// <param name="call">The message.</param>
    /// <param name="record">Writes down what the transaction is known by.</param>
    /// <param name="cancellationToken">Ends the call. A transaction that was sent is looked for once more, for 10 s at most.</param>
    /// <exception cref="ContractException">The chain refused it.</exception>
    /// <exception cref="SignerException">Nothing was sent.</exception>
    /// <exception cref="TransactionUnknownException">It was sent, or may have been, and nobody says what became of it.</exception>
    public async Task<TransactionReceipt> SendAsync(ContractCall call, ITransactionRecord record, CancellationToken cancellationToken)
    {
        var prepared = await signer.PrepareAsync(call, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        record.Sending(prepared.Mark);
        var hash = prepared.Mark?.Hash;
        try
        {
            var sent = await prepared.SendAsync(cancellationToken);
            if (hash is null)
            {
                record.Named(new TransactionMark(hash = sent.Hash, null));
            }
            var result = sent.Result;
            // A code of the node that took it is its last word; a success is only the promise of a block.
            if (result is null || (result.Code == 0 && result.Height == 0))
            {
                result = await LookUpAsync(call, sent, options.InclusionTimeout, cancellationToken);
            }
            return Receipt(call, result);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && hash is not null)
        {
            return Receipt(call, await LookUpAsync(call, new SentTransaction(hash, null), LastLook, CancellationToken.None));
        }
    }

    /// <summary>Finds out what became of a transaction that was sent before.</summary>
    /// <param name="call">The message.</param>
    /// <param name="mark">What it is known by.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Its receipt; null if it certainly is in no block, and none takes it any more.</returns>
    /// <exception cref="ContractException">The chain refused it.</exception>
    /// <exception cref="TransactionUnknownException">It isn't in a block, and still may get into one.</exception>
    public async Task<TransactionReceipt?> SettleAsync(ContractCall call, TransactionMark mark, CancellationToken cancellationToken)
    {
        // The block first: what is looked for afterwards is missing from the whole range.
        var latest = await chain.LatestBlockAsync(cancellationToken);
        if (await chain.FindTransactionAsync(mark.Hash, cancellationToken) is { } result)
        {
            return Receipt(call, result);
        }
        if (mark.Blocks is not { } blocks)
        {
            throw new TransactionUnknownException(Text.Of(nameof(Messages.TransactionNotFound), call.What, mark.Hash), mark.Hash);
        }
        if (latest.Height > blocks.To + Behind && await chain.HasBlockAsync(blocks.From, cancellationToken))
        {
            return null;
        }
        throw new TransactionUnknownException(
            Text.Of(nameof(Messages.TransactionStillOpen), call.What, mark.Hash, blocks.To + Behind, latest.Height), mark.Hash);
    }

    private static TransactionReceipt Receipt(ContractCall call, TransactionResult result) => result.Code == 0
        ? new TransactionReceipt { Hash = result.Hash, Height = result.Height, GasUsed = result.GasUsed }
        : throw TransactionFailure.Of(call, result);

    private async Task<TransactionResult> LookUpAsync(
        ContractCall call, SentTransaction sent, TimeSpan patience, CancellationToken cancellationToken)
    {
        var start = chain.Time.GetTimestamp();
        var last = sent.Lost;
        while (true)
        {
            try
            {
                if (await chain.FindTransactionAsync(sent.Hash, cancellationToken) is { } result)
                {
                    return result;
                }
            }
            catch (Exception trouble) when (
                trouble is CloudConnectionException or TimeoutException or ContractException or InvalidResponseException)
            {
                // The transaction lives on the chain, whether or not a node can be asked just now.
                last = trouble;
            }
            if (chain.Time.GetElapsedTime(start) >= patience)
            {
                throw new TransactionUnknownException(
                    Text.Of(
                        nameof(Messages.TransactionUnknown),
                        call.What, sent.Hash, patience.TotalSeconds, last is null ? string.Empty : " " + last.Message),
                    sent.Hash,
                    last);
            }
            await chain.Time.Delay(Poll, cancellationToken);
        }
    }
}
