using System.Text;
using System.Text.Json.Nodes;
using FluenceVm.Emulator.Cudos;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Tests.Cudos;

/// <summary>The node's routes and shapes, its memory, and what it does with nonsense.</summary>
public sealed class NodeTests
{
    private const string Route = "/cosmwasm/wasm/v1/contract/";

    [Theory]
    [InlineData("""{"machine_type_list":{}}""", 7)]
    [InlineData("""{"image_list":{}}""", 4)]
    [InlineData("""{"machine_list":{}}""", 2)]
    [InlineData("""{"machine_list":{"owner":null,"provider":null}}""", 2)]
    [InlineData("""{"machine_list":{"owner":"cudos1nobody"}}""", 0)]
    public void Lists_are_arrays(string query, int count)
    {
        var chain = new Chain();
        chain.Order("a", 1);
        chain.Order("b", 1);
        Assert.Equal(count, chain.Data(query).AsArray().Count);
    }

    [Fact]
    public void Machines_are_found_by_provider()
    {
        var chain = new Chain();
        chain.Run("a", 10, region: "na");
        chain.Run("b", 10, region: "ap");
        var provider = chain.Machine("b")["provider"]!.GetValue<string>();
        var found = chain.Data($$$"""{"machine_list":{"provider":"{{{provider}}}"}}""").AsArray();
        Assert.Equal("b", Assert.Single(found)!["id"]!.GetValue<string>());
    }

    [Fact]
    public void Types_and_images_have_the_documented_fields()
    {
        var type = chainData("""{"machine_type":{"id":"basic-2"}}""");
        Assert.Equal(
            """{"id":"basic-2","cpu_count":2,"gpu_count":0,"memory_gb":4,"storage_gb":50,"acudos_per_hour":"""
            + "\"3750000000000000000\",\"available\":true}",
            type.ToJsonString());
        var image = chainData("""{"image":{"id":"debian-12"}}""");
        Assert.Equal("""{"id":"debian-12","name":"Debian 12","distro":"Debian","size":2147483648}""", image.ToJsonString());

        static JsonNode chainData(string query) => new Chain().Data(query);
    }

    [Fact]
    public void Both_kinds_of_base64_are_read()
    {
        var query = Encoding.UTF8.GetBytes("""{"machine":{"id":"ÿþ?>~~~"}}""");
        var standard = Convert.ToBase64String(query);
        Assert.Contains(standard, character => character is '+' or '/');
        foreach (var text in (string[])[
            standard, standard.Replace('+', '-').Replace('/', '_'), standard.Replace('+', '-').Replace('/', '_').TrimEnd('=')
        ])
        {
            var body = JsonNode.Parse(new Chain().Get($"{Route}{CudosSetup.ContractAddress}/smart/{text}").Body.Span)!;
            Assert.Equal("machine not found: query wasm contract failed: invalid request", body["message"]!.GetValue<string>());
        }
    }

    [Theory]
    [InlineData("""{"machine":{"id":"nobody"}}""", "machine not found")]
    [InlineData("""{"machine_type":{"id":"nothing"}}""", "machine type not found")]
    [InlineData("""{"image":{"id":"nothing"}}""", "image not found")]
    [InlineData("""{"machine":{}}""", "missing field `id`")]
    [InlineData("""{"machine":{"id":7}}""", "Invalid type")]
    [InlineData("""{"machine":{"id":"a","more":1}}""", "unknown field `more`")]
    [InlineData("""{"everything":{}}""", "unknown variant `everything`")]
    [InlineData("""{"image_list":{},"machine_list":{}}""", "exactly one variant")]
    [InlineData("""{"image_list":{},"image_list":{}}""", "invalid JSON")]
    [InlineData("[]", "exactly one variant")]
    [InlineData("no JSON", "invalid JSON")]
    [InlineData("""{"machine":{"id":"\ud800"}}""", "invalid JSON")]
    public void Errors_have_the_nodes_shape(string query, string message)
    {
        var (status, body) = new Chain().Query(query);
        Assert.Equal(400, status);
        Assert.Equal(3, body["code"]!.GetValue<int>());
        Assert.Contains(message, body["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(body["details"]!.AsArray());
    }

    [Fact]
    public void Another_contract_is_not_there()
    {
        var chain = new Chain();
        var response = chain.Get($"{Route}cudos1gn59sajfpqdlzxwmnnl69r7k2rxdt52l0nwwgalaa8nn2h8vrjzss2gz08/smart/e30=");
        Assert.Equal(404, response.Status);
        Assert.Contains("no such contract", Encoding.UTF8.GetString(response.Body.Span), StringComparison.Ordinal);
        Assert.Equal(400, chain.Get($"{Route}{CudosSetup.ContractAddress}/smart/%%%").Status);
    }

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("POST", "/cosmwasm/wasm/v1/contract/x/smart/e30=")]
    [InlineData("GET", "/emulator/cudos/execute")]
    [InlineData("GET", "/vms/v3")]
    public void Other_routes_are_not_its_own(string method, string path) =>
        Assert.Null(new CudosService(new CudosSetup()).OperationOf(new EmulatorRequest { Method = method, Path = path }));

    [Fact]
    public void It_says_which_contract_and_account_it_is_about()
    {
        var about = JsonNode.Parse(new Chain().Get("/emulator/cudos").Body.Span)!;
        Assert.Equal(
            (CudosSetup.ContractAddress, CudosSetup.Owner, "acudos"),
            (about["contract"]!.GetValue<string>(), about["owner"]!.GetValue<string>(), about["denom"]!.GetValue<string>()));
    }

    [Fact]
    public void A_transaction_is_found_by_the_hash_that_its_sender_knew_before()
    {
        var chain = new Chain();
        var order = Chain.OrderMessage("m");
        var body = $$$"""
            {"sender":"{{{CudosSetup.Owner}}}","contract":"{{{CudosSetup.ContractAddress}}}","msg":{{{order}}},
             "funds":[{"denom":"acudos","amount":"5"}],"memo":"once"}
            """;
        var hash = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        Assert.Equal(404, chain.Get($"/cosmos/tx/v1beta1/txs/{hash}").Status);

        var (status, sent) = chain.Post(body);
        Assert.Equal((200, hash, 0), (status, sent["txhash"]!.GetValue<string>(), sent["code"]!.GetValue<int>()));
        var found = JsonNode.Parse(chain.Get($"/cosmos/tx/v1beta1/txs/{hash.ToLowerInvariant()}").Body.Span)!;
        Assert.Equal(0, found["tx_response"]!["code"]!.GetValue<int>());
        Assert.Equal("m", found["tx"]!["body"]!["messages"]![0]!["msg"]!["order_machine"]!["id"]!.GetValue<string>());

        Assert.Equal(19, chain.Post(body).Body["code"]!.GetValue<int>());
        Assert.Equal(5, (int)chain.Credit("m"));
    }

    [Fact]
    public void A_refused_message_is_a_transaction_too()
    {
        var chain = new Chain();
        var (code, log, hash) = chain.Execute(CudosSetup.Owner, Chain.Message("disown_machine", "nobody"));
        Assert.Equal((5, "failed to execute message; message index: 0: machine not found: execute wasm contract failed"), (code, log));
        Assert.Equal(
            log,
            JsonNode.Parse(chain.Get($"/cosmos/tx/v1beta1/txs/{hash}").Body.Span)!["tx_response"]!["raw_log"]!.GetValue<string>());
    }

    [Fact]
    public void Everything_survives_a_restart_at_any_moment()
    {
        var setup = new CudosSetup();
        var (whole, pieces) = (new Chain(setup), new Chain(setup));
        foreach (var chain in (Chain[])[whole, pieces])
        {
            CudosFleet.Order(chain.Service, chain.Now);
            chain.Order("late", 2, "standard-4");
        }
        for (var i = 0; i < 200; i++)
        {
            whole.Step(37);
            pieces.Step(37);
            pieces.Service.Load(JsonNode.Parse(pieces.Service.Save().ToJsonString())!);
        }
        Assert.Equal(whole.Data("""{"machine_list":{}}""").ToJsonString(), pieces.Data("""{"machine_list":{}}""").ToJsonString());
        Assert.Equal(whole.Service.Save().ToJsonString(), pieces.Service.Save().ToJsonString());
        Assert.NotEqual(0, pieces.Execute(CudosSetup.Owner, Chain.OrderMessage("late")).Code);
    }

    [Theory]
    [InlineData("[]", "Invalid type")]
    [InlineData("""{"balances":{},"machines":[]}""", "missing field `transactions`")]
    [InlineData("""{"balances":{"a":"-1"},"machines":[],"transactions":[]}""", "not a whole number")]
    [InlineData("""{"balances":{},"machines":7,"transactions":[]}""", "")]
    [InlineData(
        """{"balances":{},"machines":[{"serial":"0","id":"a","type":"huge","state":"Running"}],"transactions":[]}""",
        "no machine type huge")]
    [InlineData(
        """{"balances":{},"machines":[{"serial":"99999999999999999999","id":"a","type":"basic-1","state":"Running"}],"transactions":[]}""",
        "")]
    public void A_damaged_state_is_refused_with_its_reason_and_changes_nothing(string state, string reason)
    {
        var chain = new Chain();
        chain.Order("m", 1);
        var error = Assert.Throws<FormatException>(() => chain.Service.Load(JsonNode.Parse(state)!));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal("StartRequested", chain.State("m"));
    }

    [Fact]
    public void Nonsense_is_refused_and_never_an_accident()
    {
        const int Seed = 20260301;
        var random = new Random(Seed);
        var chain = new Chain();
        chain.Order("m", 10);
        var samples = (string[])
        [
            $$$"""
            {"sender":"{{{CudosSetup.Owner}}}","contract":"{{{CudosSetup.ContractAddress}}}",
             "msg":{{{Chain.OrderMessage("x")}}},"funds":[{"denom":"acudos","amount":"5"}],"memo":"f"}
            """,
            $$$"""
            {"sender":"{{{CudosSetup.Owner}}}","contract":"{{{CudosSetup.ContractAddress}}}",
             "msg":{{{Chain.Transfer("m", CudosSetup.SecondOwner)}}},"funds":[]}
            """,
        ];
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(samples[i % samples.Length]);
            for (var mutations = random.Next(1, 4); mutations > 0; mutations--)
            {
                bytes[random.Next(bytes.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : (byte)"{}[]\",:\\u0019d"[random.Next(13)];
            }
            var request = i % 2 == 0
                ? new EmulatorRequest { Method = "POST", Path = "/emulator/cudos/execute", Body = bytes }
                : new EmulatorRequest { Path = $"{Route}{CudosSetup.ContractAddress}/smart/{Convert.ToBase64String(bytes)}" };
            var response = chain.Answer(request);
            Assert.True(response.Status is 200 or 400 or 404, $"seed {Seed}, case {i}: status {response.Status}");
            var body = JsonNode.Parse(response.Body.Span)!;
            if (body["txhash"] is { } hash)
            {
                Assert.Equal(200, chain.Get($"/cosmos/tx/v1beta1/txs/{hash.GetValue<string>()}").Status);
            }
        }
    }
}
