using System.Text;
using System.Text.Json.Nodes;
using FluenceVm.Emulator.Cudos;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Tests.Cudos;

/// <summary>What the node tells of the chain itself, and how it takes signed transactions.</summary>
public sealed class ChainRouteTests
{
    private const string BlockRoute = "/cosmos/base/tendermint/v1beta1/blocks/";
    private readonly Chain _chain = new();
    private int _memo;

    [Fact]
    public void A_block_is_made_every_six_seconds_and_says_which_chain_it_is_of()
    {
        var first = Header("latest");
        _chain.Step(60);
        var second = Header("latest");
        Assert.Equal(10, Height(second) - Height(first));
        Assert.Equal(_chain.Service.State.ChainId, (string?)second["chain_id"]);
        Assert.Equal(Height(first), Height(Header(Height(first).ToString())));
        Assert.Equal(400, _chain.Get(BlockRoute + (Height(second) + 1)).Status);
        Assert.Equal(400, _chain.Get(BlockRoute + "none").Status);
    }

    [Fact]
    public void Every_emulator_is_a_chain_of_its_own_and_stays_it_from_its_state()
    {
        var other = new Chain();
        Assert.NotEqual(_chain.Service.State.ChainId, other.Service.State.ChainId);
        other.Service.Load(JsonNode.Parse(_chain.Service.Save().ToJsonString())!);
        Assert.Equal(_chain.Service.State.ChainId, other.Service.State.ChainId);
    }

    [Fact]
    public void Accounts_and_balances_have_the_chains_shape()
    {
        var account = Read($"/cosmos/auth/v1beta1/accounts/{CudosSetup.Owner}")["account"]!;
        Assert.Equal(
            (CudosSetup.Owner, "0", "0"), ((string?)account["address"], (string?)account["account_number"], (string?)account["sequence"]));
        Assert.Equal(404, _chain.Get("/cosmos/auth/v1beta1/accounts/cudos1nobody").Status);
        Assert.Equal(Chain.Cudos(100_000).ToString(), Balance("acudos"));
        Assert.Equal("0", Balance("uatom"));
        _chain.Order("m", 10);
        Assert.Equal(Chain.Cudos(99_990).ToString(), Balance("acudos"));
    }

    [Fact]
    public void A_broadcast_only_promises_a_block_where_the_result_is_found()
    {
        var bytes = Transaction(Chain.OrderMessage("m"), null);
        var taken = Broadcast(bytes);
        Assert.Equal((0, "0"), ((int)taken["code"]!, (string?)taken["height"]));
        var found = Read($"/cosmos/tx/v1beta1/txs/{taken["txhash"]}")["tx_response"]!;
        Assert.Equal((0, Height(Header("latest")).ToString()), ((int)found["code"]!, (string?)found["height"]));
        Assert.Equal(19, (int)Broadcast(bytes)["code"]!);
        Assert.Equal(0, (int)Broadcast(Transaction(Chain.OrderMessage("m"), null))["code"]!);
        Assert.Equal(400, Post("""{"tx_bytes":"%%%","mode":"BROADCAST_MODE_SYNC"}""").Status);
    }

    [Fact]
    public void A_transaction_is_in_no_block_after_its_last_one()
    {
        var last = Height(Header("latest"));
        _chain.Step(6);
        var late = Broadcast(Transaction(Chain.OrderMessage("m"), last));
        Assert.Equal((30, "sdk"), ((int)late["code"]!, (string?)late["codespace"]));
        Assert.Equal(404, _chain.Get($"/cosmos/tx/v1beta1/txs/{late["txhash"]}").Status);
        Assert.Equal(0, (int)Broadcast(Transaction(Chain.OrderMessage("m"), last + 1))["code"]!);
    }

    [Fact]
    public void A_node_that_has_forgotten_transactions_has_forgotten_their_blocks()
    {
        var first = Height(Header("latest"));
        _chain.Order("m", 1);
        _chain.Step(60);
        for (var i = 0; i < 500; i++)
        {
            _chain.Execute(CudosSetup.Owner, Chain.Message("fund_machine", "nobody"));
        }
        Assert.Equal(500, _chain.Get(BlockRoute + first).Status);
        Assert.Equal(200, _chain.Get(BlockRoute + (first + 1)).Status);
    }

    private static long Height(JsonNode header) => long.Parse((string)header["height"]!, System.Globalization.CultureInfo.InvariantCulture);

    private JsonNode Header(string block) => Read(BlockRoute + block)["block"]!["header"]!;

    private string? Balance(string denom) => (string?)JsonNode.Parse(_chain.Answer(new EmulatorRequest
    {
        Path = $"/cosmos/bank/v1beta1/balances/{CudosSetup.Owner}/by_denom",
        Query = new Dictionary<string, IReadOnlyList<string>> { ["denom"] = [denom] },
    }).Body.Span)!["balance"]!["amount"];

    private JsonNode Read(string path)
    {
        var response = _chain.Get(path);
        Assert.Equal(200, response.Status);
        return JsonNode.Parse(response.Body.Span)!;
    }

    private string Transaction(string message, long? timeout) => new JsonObject
    {
        ["sender"] = CudosSetup.Owner,
        ["contract"] = CudosSetup.ContractAddress,
        ["msg"] = JsonNode.Parse(message),
        ["funds"] = new JsonArray(),
        ["memo"] = $"{++_memo}",
        ["timeout_height"] = timeout?.ToString(System.Globalization.CultureInfo.InvariantCulture),
    }.ToJsonString();

    private JsonNode Broadcast(string transaction)
    {
        var bytes = Convert.ToBase64String(Encoding.UTF8.GetBytes(transaction));
        var response = Post(new JsonObject { ["tx_bytes"] = bytes, ["mode"] = "BROADCAST_MODE_SYNC" }.ToJsonString());
        Assert.Equal(200, response.Status);
        return JsonNode.Parse(response.Body.Span)!["tx_response"]!;
    }

    private EmulatorResponse Post(string body) =>
        _chain.Answer(new EmulatorRequest { Method = "POST", Path = "/cosmos/tx/v1beta1/txs", Body = Encoding.UTF8.GetBytes(body) });
}
