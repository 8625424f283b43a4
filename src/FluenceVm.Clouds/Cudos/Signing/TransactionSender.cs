using FluenceVm.Clouds.Cudos.Contract;
using FluenceVm.Clouds.Cudos.Nodes;
using FluenceVm.Clouds.Json;
using FluenceVm.Clouds.Waiting;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Cudos.Signing;

/// <summary>
/// Sends a message once, and finds out what became of it: from the signer, else from the chain by the transaction's hash.
/// </summary>
internal sealed class TransactionSender(NodeCalls node, ITransactionSigner signer, CudosConnectionOptions options)
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>Sends a message, and returns when it was carried out.</summary>
    /// <exception cref="ContractException">The chain refused it.</exception>
    /// <exception cref="SignerException">Nothing was sent.</exception>
    /// <exception cref="TransactionUnknownException">It was sent, or may have been, and nobody says what became of it.</exception>
    public async Task<TransactionReceipt> SendAsync(ContractCall call, CancellationToken cancellationToken)
    {
        var sent = await signer.SendAsync(call, cancellationToken);
        var result = sent.Result;
        // A code of the node that took it is its last word; a success is only the promise of a block.
        if (result is null || (result.Code == 0 && result.Height == 0))
        {
            result = await LookUpAsync(call, sent, cancellationToken);
        }
        if (result.Code != 0)
        {
            throw TransactionFailure.Of(call, result);
        }
        return new TransactionReceipt { Hash = sent.Hash, Height = result.Height, GasUsed = result.GasUsed };
    }

    private async Task<TransactionResult> LookUpAsync(ContractCall call, SentTransaction sent, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(options.InclusionTimeout, node.Time, cancellationToken);
        var last = sent.Lost;
        while (true)
        {
            try
            {
                if (await FindAsync(sent.Hash, deadline.Token) is { } result)
                {
                    return result;
                }
            }
            catch (Exception exception) when (ServiceTrouble.Is(exception))
            {
                // The transaction lives on the chain, whether or not a node can be asked just now.
                last = exception;
            }
            catch (OperationCanceledException exception) when (deadline.Ended(exception))
            {
                throw Unknown(call, sent.Hash, last);
            }
            if (deadline.IsOver)
            {
                throw Unknown(call, sent.Hash, last);
            }
            await deadline.DelayAsync(Poll);
        }
    }

    private TransactionUnknownException Unknown(ContractCall call, string hash, Exception? last)
    {
        var reason = last is null ? string.Empty : " " + last.Message;
        var message = Text.Of(nameof(Messages.TransactionUnknown), call.What, hash, options.InclusionTimeout.TotalSeconds, reason);
        return new TransactionUnknownException(message, hash, last);
    }

    private async Task<TransactionResult?> FindAsync(string hash, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await node.GetAsync($"cosmos/tx/v1beta1/txs/{hash}", cancellationToken);
            var wire = await response.ReadObjectAsync(CudosJson.Default.TransactionWire, cancellationToken);
            return wire.TxResponse is { } result ? TransactionMapper.ToResult(result) : null;
        }
        catch (ContractException refusal) when (refusal.ContractText?.IndexOf("not found", StringComparison.OrdinalIgnoreCase) >= 0)
        {
            return null;
        }
    }
}
