using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Cudos;

/// <summary>
/// The emulated chain node with the Compute contract on it, and the providers. Queries and transaction look-ups are the
/// node's own routes. What a signer program does on a real chain is <c>POST /emulator/cudos/execute</c> here:
/// <c>{"sender","contract","msg","funds":[{"denom","amount"}],"memo"?}</c>, believed without a signature and answered with
/// the transaction's result. Its hash is the SHA-256 of the request's body, as on a chain that of the signed bytes: a caller
/// knows it before it sends, and the same bytes again are refused. <c>GET /emulator/cudos</c> says which contract and account
/// a connection without further knowledge takes.
/// </summary>
internal sealed class CudosService : IEmulatedService
{
    private const string ContractRoute = "/cosmwasm/wasm/v1/contract/";
    private const string TransactionRoute = "/cosmos/tx/v1beta1/txs/";
    private const string AboutRoute = "/emulator/cudos";
    private const string ExecuteRoute = AboutRoute + "/execute";
    private const string Smart = "/smart/";

    private readonly CudosSetup _setup;
    private ComputeState _state;

    /// <summary>A chain.</summary>
    /// <param name="setup">What it starts with.</param>
    public CudosService(CudosSetup setup) => (_setup, _state) = (setup, new ComputeState(setup.Balances));

    /// <summary>The chain's memory.</summary>
    internal ComputeState State => _state;

    /// <inheritdoc/>
    public string? OperationOf(EmulatorRequest request) => request.Method switch
    {
        "GET" when request.Path.StartsWith(ContractRoute, StringComparison.Ordinal) && request.Path.Contains(Smart) => "Query",
        "GET" when request.Path.StartsWith(TransactionRoute, StringComparison.Ordinal) => "Query",
        "GET" when request.Path == AboutRoute => "Query",
        "POST" when request.Path == ExecuteRoute => "Execute",
        _ => null,
    };

    /// <inheritdoc/>
    public IReadOnlyList<string> Headers { get; } = [];

    /// <inheritdoc/>
    public EmulatorResponse Refuse(EmulatorRequest request, int status, string text) => JsonResponse.Error(status, text);

    public EmulatorResponse Answer(EmulatorRequest request, DateTimeOffset now)
    {
        try
        {
            return request.Path == ExecuteRoute ? Send(request.Body, now)
                : request.Path == AboutRoute ? NodeResponse.Ok(About())
                : request.Path.StartsWith(TransactionRoute, StringComparison.Ordinal)
                    ? LookUp(request.Path.Substring(TransactionRoute.Length))
                : Query(request.Path.Substring(ContractRoute.Length), now);
        }
        catch (ContractRefusal refusal)
        {
            return NodeResponse.Error(400, 3, refusal.Message);
        }
    }

    /// <inheritdoc/>
    public void AdvanceTo(DateTimeOffset now) => new Providers(_setup, _state).AdvanceTo(now);

    /// <inheritdoc/>
    public JsonNode Save() => ComputeStateJson.Write(_state);

    /// <inheritdoc/>
    public void Load(JsonNode state) => _state = ComputeStateJson.Read(state, _setup);

    /// <summary>Sends a message as a signer program would, and gives the transaction that came of it.</summary>
    internal Transaction Execute(ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        var hash = Hash(body);
        if (_state.Transactions.Find(hash) is { } known)
        {
            return known with { Code = 19, Codespace = "sdk", Log = "tx already exists in cache" };
        }
        using var document = Fields.Parse(body);
        var request = Fields.Of(document.RootElement, "emulated transaction", "sender", "contract", "msg", "funds", "memo");
        var (sender, contract, funds) = (request.Text("sender"), request.Text("contract"), Coins(request.Required("funds")));
        if (!Bech32.IsAddress(sender, CudosSetup.Prefix))
        {
            throw new ContractRefusal($"invalid sender address: {sender}");
        }
        var (code, codespace, log) = Run(sender, contract, request.Required("msg"), funds, now);
        var transaction = new Transaction(
            hash,
            _state.Transactions.Height + 1,
            now,
            code,
            codespace,
            log,
            document.RootElement.GetRawText());
        _state.Transactions.Add(transaction);
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
        if (funds.Find(coin => (coin.Denom == _setup.Denom ? _state.Balance(sender) : 0) < coin.Amount) is { } lacking)
        {
            return (5, "sdk", $"{Prefix}spendable balance is smaller than {lacking.Amount}{lacking.Denom}: insufficient funds");
        }
        try
        {
            new ContractMessages(_setup, _state).Execute(sender, message, funds, now);
            return (0, string.Empty, string.Empty);
        }
        catch (ContractRefusal refusal)
        {
            return (5, "wasm", $"{Prefix}{refusal.Message}: execute wasm contract failed");
        }
    }

    private JsonObject About() => new()
    {
        ["contract"] = CudosSetup.ContractAddress,
        ["owner"] = CudosSetup.Owner,
        ["denom"] = _setup.Denom,
    };

    private EmulatorResponse Send(ReadOnlyMemory<byte> body, DateTimeOffset now) =>
        NodeResponse.Ok(NodeResponse.Result(Execute(body, now)));

    private EmulatorResponse LookUp(string hash) => _state.Transactions.Find(hash) is { } transaction
        ? NodeResponse.Ok(NodeResponse.Included(transaction))
        : NodeResponse.Error(404, 5, $"tx not found: {hash}");

    private EmulatorResponse Query(string rest, DateTimeOffset now)
    {
        var separator = rest.IndexOf(Smart, StringComparison.Ordinal);
        var (contract, query) = (rest.Substring(0, separator), rest.Substring(separator + Smart.Length));
        if (contract != CudosSetup.ContractAddress)
        {
            return NodeResponse.Error(404, 5, $"no such contract: address {contract}");
        }
        using var document = Fields.Parse(FromBase64(query));
        try
        {
            return NodeResponse.Ok(new JsonObject { ["data"] = new ContractQueries(_setup, _state).Answer(document.RootElement, now) });
        }
        catch (ContractRefusal refusal)
        {
            return NodeResponse.Error(400, 3, $"{refusal.Message}: query wasm contract failed: invalid request");
        }
    }

    private static List<Coin> Coins(JsonElement funds)
    {
        if (funds.ValueKind != JsonValueKind.Array)
        {
            throw new ContractRefusal("funds is no list of coins");
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
        var standard = text.TrimEnd('=').Replace('-', '+').Replace('_', '/');
        try
        {
            return Convert.FromBase64String(standard.PadRight((standard.Length + 3) / 4 * 4, '='));
        }
        catch (FormatException)
        {
            throw new ContractRefusal("the query is no base64");
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
