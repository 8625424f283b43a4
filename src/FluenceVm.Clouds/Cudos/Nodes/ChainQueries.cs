using System.Globalization;
using System.Numerics;
using System.Text.Json;
using FluenceVm.Clouds.Cudos.Signing;
using FluenceVm.Clouds.Http;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Cudos.Nodes;

/// <summary>A block of a chain.</summary>
/// <param name="ChainId">The chain.</param>
/// <param name="Height">The block's number.</param>
internal sealed record ChainBlock(string ChainId, long Height);

/// <summary>What tells the signatures of an account apart.</summary>
/// <param name="Number">The account's number on the chain.</param>
/// <param name="Sequence">How many transactions it has sent.</param>
internal sealed record AccountNumbers(string Number, string Sequence);

/// <summary>What nodes tell of the chain itself (docs/services/cudos-compute.md, "Network facts").</summary>
internal sealed class ChainQueries(NodeCalls node)
{
    private const string Blocks = "cosmos/base/tendermint/v1beta1/blocks/";
    private const string Transactions = "cosmos/tx/v1beta1/txs";

    /// <summary>The clock of everything that waits.</summary>
    public TimeProvider Time => node.Time;

    /// <summary>The chain's latest block.</summary>
    public async Task<ChainBlock> LatestBlockAsync(CancellationToken cancellationToken)
    {
        using var response = await node.GetAsync(Blocks + "latest", cancellationToken);
        var wire = await response.ReadObjectAsync(CudosJson.Default.BlockWire, cancellationToken);
        return wire.Block?.Header is { ChainId: { Length: > 0 } chain, Height.Value: { } height } && height <= long.MaxValue
            ? new ChainBlock(chain, (long)height)
            : throw JsonResponse.Unreadable(response, '{', new JsonException(Messages.ResponseWithoutData));
    }

    /// <summary>Whether the node still has a block, and so knows the transactions in it.</summary>
    public async Task<bool> HasBlockAsync(long height, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await node.GetAsync(Blocks + height.ToString(CultureInfo.InvariantCulture), cancellationToken);
            var wire = await response.ReadObjectAsync(CudosJson.Default.BlockWire, cancellationToken);
            return wire.Block?.Header?.Height.Value == height;
        }
        catch (ContractException)
        {
            return false;
        }
    }

    /// <summary>The numbers that a signature of an account needs; null if the chain doesn't know the account.</summary>
    public async Task<AccountNumbers?> FindAccountAsync(string address, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await node.GetAsync($"cosmos/auth/v1beta1/accounts/{address}", cancellationToken);
            var wire = await response.ReadObjectAsync(CudosJson.Default.ChainAccountWire, cancellationToken);
            return NumbersIn(wire.Account);
        }
        catch (ContractException refusal) when (IsNotFound(refusal))
        {
            return null;
        }
    }

    /// <summary>What an account has of a coin; null if the node doesn't say.</summary>
    public Task<BigInteger?> FindBalanceAsync(string address, string denom, CancellationToken cancellationToken) =>
        FindAmountAsync($"balances/{address}", denom, wire => wire.Balance, cancellationToken);

    /// <summary>How much of a coin there is on the chain, none if it isn't one of the chain's; null if the node doesn't say.</summary>
    public Task<BigInteger?> FindSupplyAsync(string denom, CancellationToken cancellationToken) =>
        FindAmountAsync("supply", denom, wire => wire.Amount, cancellationToken);

    private async Task<BigInteger?> FindAmountAsync(
        string route, string denom, Func<ChainBalanceWire, CoinWire?> coin, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await node.GetAsync(
                $"cosmos/bank/v1beta1/{route}/by_denom?denom={Uri.EscapeDataString(denom)}", cancellationToken);
            return coin(await response.ReadObjectAsync(CudosJson.Default.ChainBalanceWire, cancellationToken))?.Amount.Value;
        }
        catch (Exception trouble) when (trouble is ContractException or InvalidResponseException)
        {
            return null;
        }
    }

    /// <summary>What became of a transaction; null if the node knows of none with this hash.</summary>
    public async Task<TransactionResult?> FindTransactionAsync(string hash, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await node.GetAsync($"{Transactions}/{hash}", cancellationToken);
            return await ReadAsync(response, cancellationToken);
        }
        catch (ContractException refusal) when (IsNotFound(refusal))
        {
            return null;
        }
    }

    /// <summary>Hands a signed transaction to the node, once, and gives what the node's check of it said.</summary>
    public async Task<TransactionResult?> BroadcastAsync(byte[] transaction, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new BroadcastWire { TxBytes = Convert.ToBase64String(transaction) }, CudosJson.Default.BroadcastWire);
        using var response = await node.PostAsync(Transactions, body, cancellationToken);
        return await ReadAsync(response, cancellationToken);
    }

    private static async Task<TransactionResult?> ReadAsync(Response response, CancellationToken cancellationToken)
    {
        var wire = await response.ReadObjectAsync(CudosJson.Default.TransactionWire, cancellationToken);
        return wire.TxResponse is { } result ? TransactionMapper.ToResult(result) : null;
    }

    private static AccountNumbers? NumbersIn(JsonElement account)
    {
        if (account.ValueKind != JsonValueKind.Object)
        {
            return null;
        }
        if (TextOf(account, "account_number") is { } number && TextOf(account, "sequence") is { } sequence)
        {
            return new AccountNumbers(number, sequence);
        }
        foreach (var property in account.EnumerateObject())
        {
            if (NumbersIn(property.Value) is { } inner)
            {
                return inner;
            }
        }
        return null;
    }

    private static string? TextOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
        && text.All(digit => digit is >= '0' and <= '9') ? text : null;

    private static bool IsNotFound(ContractException refusal) =>
        refusal.ContractText?.IndexOf("not found", StringComparison.OrdinalIgnoreCase) >= 0;
}
