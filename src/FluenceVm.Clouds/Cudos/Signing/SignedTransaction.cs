using System.Security.Cryptography;
using FluenceVm.Clouds.Cudos.Nodes;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Cudos.Signing;

/// <summary>A signed transaction. Its hash is that of its bytes, so it is known before it is sent and can be looked up after.</summary>
internal sealed class SignedTransaction(ChainQueries chain, ContractCall call, byte[] bytes, BlockRange blocks)
    : PreparedTransaction(new TransactionMark(HashOf(bytes), blocks))
{
    // The node has it already: this very transaction came before.
    private const int AlreadyTaken = 19;

    public override async Task<SentTransaction> SendAsync(CancellationToken cancellationToken)
    {
        var hash = Mark!.Hash;
        try
        {
            var result = await chain.BroadcastAsync(bytes, cancellationToken);
            return new SentTransaction(hash, result is { Code: AlreadyTaken, Codespace: "sdk" } ? null : result);
        }
        catch (ContractException refusal) when (IsNodesOwn(refusal))
        {
            throw new ContractException(
                Text.Of(nameof(Messages.NodeRefusedTransaction), call.What, refusal.ContractText),
                refusal.ContractText, refusal.Code, status: refusal.Status);
        }
        catch (CloudConnectionException lost) when (!lost.MayHaveArrived)
        {
            throw new SignerException(Text.Of(nameof(Messages.NodeNotReached), call.What, lost.Message), lost);
        }
        catch (Exception lost) when (lost is CloudConnectionException or TimeoutException or InvalidResponseException or ContractException)
        {
            return new SentTransaction(hash, null, lost);
        }
    }

    // The node's own errors have a code beside the status; what stands in front of it may have passed the transaction on.
    private static bool IsNodesOwn(ContractException refusal) =>
        refusal.Code != 0 && refusal.Status is >= 400 and < 500 and not (408 or 499);

    private static string HashOf(byte[] bytes)
    {
        using var algorithm = SHA256.Create();
        return BitConverter.ToString(algorithm.ComputeHash(bytes)).Replace("-", string.Empty);
    }
}
