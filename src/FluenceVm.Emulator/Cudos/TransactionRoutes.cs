using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Cudos;

/// <summary>
/// How transactions come to the chain and are found again. A transaction is JSON here,
/// <c>{"sender","contract","msg","funds":[{"denom","amount"}],"memo"?,"timeout_height"?}</c>, believed without a signature.
/// Its hash is the SHA-256 of its bytes, as on a chain: a sender knows it before, and the same bytes again are refused.
/// </summary>
internal sealed class TransactionRoutes(CudosSetup setup, Func<ComputeState> state)
{
    /// <summary>Takes a transaction as it is, and answers with what became of it.</summary>
    public const string ExecuteRoute = "/emulator/cudos/execute";

    /// <summary>Takes <c>{"tx_bytes","mode"}</c>, as every chain does; with a hash behind it, finds a transaction.</summary>
    public const string Route = "/cosmos/tx/v1beta1/txs";

    private const string What = "emulated transaction";

    private static readonly string[] TransactionFields = ["sender", "contract", "msg", "funds", "memo", "timeout_height"];

    /// <summary>Finds a transaction by its hash.</summary>
    public EmulatorResponse LookUp(string hash) => state().Transactions.Find(hash) is { } transaction
        ? NodeResponse.Ok(NodeResponse.Included(transaction))
        : NodeResponse.Error(404, 5, $"tx not found: {hash}");

    /// <summary>Carries a transaction out, and says what became of it at once.</summary>
    public EmulatorResponse Send(ReadOnlyMemory<byte> body, DateTimeOffset now) => NodeResponse.Ok(NodeResponse.Result(Execute(body, now)));

    /// <summary>Takes a transaction like a node that only checks it: what became of it stands in its block.</summary>
    public EmulatorResponse Broadcast(ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        using var document = Fields.Parse(body);
        var request = Fields.Of(document.RootElement, "BroadcastTxRequest", "tx_bytes", "mode");
        var transaction = Execute(FromBase64(request.Text("tx_bytes")), now);
        var shown = transaction.IsInBlock ? transaction with { Height = 0, Code = 0, Codespace = string.Empty, Log = "[]" } : transaction;
        return NodeResponse.Ok(new JsonObject { ["tx_response"] = NodeResponse.Result(shown) });
    }

    /// <summary>Carries a transaction out.</summary>
    internal Transaction Execute(ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        var hash = Hash(body);
        if (state().Transactions.Find(hash) is { } known)
        {
            return known with { Code = 19, Codespace = "sdk", Log = "tx already exists in cache", IsInBlock = false };
        }
        using var document = Fields.Parse(body);
        var request = Fields.Of(document.RootElement, What, TransactionFields);
        var (sender, contract, funds) = (request.Text("sender"), request.Text("contract"), Coins(request.Required("funds")));
        if (!Bech32.IsAddress(sender, CudosSetup.Prefix))
        {
            throw new ContractRefusal($"invalid sender address: {sender}");
        }
        var height = Blocks.HeightAt(now);
        if (request.OptionalText("timeout_height") is not null && request.Amount("timeout_height") < height)
        {
            return new Transaction(hash, 0, now, 30, "sdk",
                $"block height: {height}, timeout height: {request.Amount("timeout_height")}: tx timeout height", string.Empty)
            {
                IsInBlock = false,
            };
        }
        var (code, codespace, log) = Run(sender, contract, request.Required("msg"), funds, now);
        var transaction = new Transaction(hash, height, now, code, codespace, log, document.RootElement.GetRawText());
        state().Transactions.Add(transaction);
        return transaction;
    }

    private (int Code, string Codespace, string Log) Run(
        string sender, string contract, JsonElement message, List<Coin> funds, DateTimeOffset now)
    {
        const string Prefix = "failed to execute message; message index: 0: ";
        if (contract != CudosSetup.ContractAddress)
        {
            return (22, "wasm", $"{Prefix}no such contract: address {contract}");
        }
        if (funds.Find(coin => (coin.Denom == setup.Denom ? state().Balance(sender) : 0) < coin.Amount) is { } lacking)
        {
            return (5, "sdk", $"{Prefix}spendable balance is smaller than {lacking.Amount}{lacking.Denom}: insufficient funds");
        }
        try
        {
            new ContractMessages(setup, state()).Execute(sender, message, funds, now);
            return (0, string.Empty, string.Empty);
        }
        catch (ContractRefusal refusal)
        {
            return (5, "wasm", $"{Prefix}{refusal.Message}: execute wasm contract failed");
        }
    }

    private static List<Coin> Coins(JsonElement funds)
    {
        if (funds.ValueKind != JsonValueKind.Array)
        {
            throw new ContractRefusal("funds is not a list of coins");
        }
        return [.. funds.EnumerateArray().Select(element =>
        {
            var coin = Fields.Of(element, "Coin", "denom", "amount");
            var amount = coin.Amount("amount");
            return amount.IsZero
                ? throw new ContractRefusal($"0{coin.Text("denom")}: invalid coins")
                : new Coin(coin.Text("denom"), amount);
        })];
    }

    private static byte[] FromBase64(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            throw new ContractRefusal("tx_bytes is not base64");
        }
    }

    private static string Hash(ReadOnlyMemory<byte> body)
    {
        using var algorithm = SHA256.Create();
        var text = new StringBuilder();
        foreach (var value in algorithm.ComputeHash(body.ToArray()))
        {
            text.Append(value.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }
        return text.ToString();
    }
}
