using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using FluenceVm.Model;
using FluenceVm.Model.Errors;
using FluenceVm.Tests.Support;

namespace FluenceVm.Clouds.Tests.Cudos.Contract;

/// <summary>The six queries: what is asked, how its types arrive, and what becomes of bad responses.</summary>
public sealed class QueryTests
{
    [Fact]
    public async Task A_machine_arrives_with_every_field()
    {
        await using var node = new FakeNode(
            (exchange, query) => exchange.RespondAsync(200, query.Contains("type_list", StringComparison.Ordinal)
                ? new JsonArray(FakeNode.FixtureObject("machine-type")).Data()
                : FakeNode.FixtureObject("machine").Data()));
        var machine = await node.Open().FindMachineAsync("web \"1\" $(touch x)", CancellationToken.None);
        Assert.NotNull(machine);
        Assert.Equal("web \"1\" $(touch x)", machine.Id);
        Assert.Equal(MachineState.Running, machine.State);
        Assert.Equal((FakeNode.Owner, "cudos1provider"), (machine.Owner, machine.Provider));
        Assert.Equal(Region.Europe, machine.Region);
        Assert.Equal(("ubuntu-22.04", "standard-4"), (machine.ImageId, machine.MachineTypeId));
        Assert.EndsWith(" me@home", machine.SshKey, StringComparison.Ordinal);
        Assert.Equal(BigInteger.Pow(10, 21) + 1, machine.CreditAcudos);
        Assert.Equal("1000.000000000000000001", machine.Credit?.ToString(CultureInfo.InvariantCulture));
        Assert.Equal("198.18.0.7", machine.Address);
        Assert.Equal("2026-03-01T12:01:00.1234567+00:00", machine.Until?.ToString("O", CultureInfo.InvariantCulture));
        Assert.Equal("none so far", machine.Reason);
        Assert.Equal(7.333333333333333333m, machine.PricePerHour);
        // 1000 / 7.333.. hours are 136.36.. hours.
        Assert.Equal("2026-03-07T04:22:49", machine.EstimatedEnd?.ToString("s", CultureInfo.InvariantCulture));
        Assert.Equal(["""{"machine_type_list":{}}""", """{"machine":{"id":"web \"1\" $(touch x)"}}"""], node.Queries);
    }

    [Fact]
    public async Task A_type_and_an_image_arrive_with_every_field_in_the_models_units()
    {
        await using var node = new FakeNode((exchange, query) => exchange.RespondAsync(
            200,
            FakeNode.FixtureObject(query.Contains("type", StringComparison.Ordinal) ? "machine-type" : "image").Data()));
        var type = await node.Open().FindMachineTypeAsync("standard-4", CancellationToken.None);
        Assert.NotNull(type);
        Assert.Equal(("standard-4", nameof(Cloud.Cudos), "CUDOS", true), (type.Id, type.Cloud, type.Currency, type.Available));
        Assert.Equal((4, 1, 8m, 100m), (type.CpuCount, type.GpuCount, type.MemoryGiB, type.StorageGB));
        Assert.Equal(
            (7.333333333333333333m, BigInteger.Parse("7333333333333333333", CultureInfo.InvariantCulture)),
            (type.PricePerHour, type.AcudosPerHour));
        var image = await node.Open().FindImageAsync("ubuntu-22.04", CancellationToken.None);
        Assert.NotNull(image);
        Assert.Equal(
            ("ubuntu-22.04", nameof(Cloud.Cudos), "Ubuntu 22.04 LTS", "Ubuntu", 23613931520L),
            (image.Id, image.Cloud, image.Name, image.Distro, image.SizeBytes));
    }

    [Fact]
    public async Task What_is_absent_is_null_and_what_is_unknown_comes_through()
    {
        await using var node = new FakeNode("""
            {"data":[
              {"id":"a","state":"Hibernating","region":"moon","image_id":"i","machine_type_id":"t","ssh_key":"k","credit":"0",
               "startup_script":"#!","nested":{"data":[1,{"a":[]}]}},
              {"id":"b","state":"StartRequested","owner":null,"region":null,"image_id":"i","machine_type_id":"t","ssh_key":"k",
               "credit":"5","provider":null,"address":null,"until":null,"reason":null,"description":"mine"}
            ],"more":{"data":[]}}
            """);
        var machines = await node.Open().ListAsync();
        Assert.Equal(["Hibernating", "StartRequested"], machines.Select(machine => machine.State));
        Assert.Equal("moon", machines[0].Region);
        Assert.Equal("mine", machines[1].Description);
        foreach (var machine in machines)
        {
            Assert.Equal((null, null, null, null, null), (machine.Owner, machine.Provider, machine.Address, machine.Until, machine.Reason));
            Assert.Equal((null, null), (machine.PricePerHour, machine.EstimatedEnd));
        }
        Assert.Null(machines[1].Region);
    }

    [Theory]
    [InlineData(null, null, """{"machine_list":{}}""")]
    [InlineData("me", null, """{"machine_list":{"owner":"me"}}""")]
    [InlineData("me", "them", """{"machine_list":{"owner":"me","provider":"them"}}""")]
    public async Task Only_the_filters_that_are_given_are_asked_for(string? owner, string? provider, string query)
    {
        await using var node = new FakeNode("""{"data":[]}""");
        await node.Open().ListMachinesAsync(owner, provider, _ => { }, CancellationToken.None);
        Assert.Equal(query, node.Queries[^1]);
    }

    [Fact]
    public async Task Types_are_asked_for_once_however_many_machines_are_read()
    {
        await using var node = new FakeNode("""{"data":[{"id":"a","state":"Running","credit":"1","machine_type_id":"t"}]}""");
        var client = node.Open();
        await client.ListAsync();
        await client.ListAsync("me");
        Assert.Equal(3, node.Queries.Count);
    }

    [Fact]
    public async Task Fifty_thousand_machines_are_streamed()
    {
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var node = new FakeNode(async (exchange, query) =>
        {
            if (!query.Contains("machine_list", StringComparison.Ordinal))
            {
                await exchange.RespondAsync(200, """{"data":[]}""");
                return;
            }
            await exchange.BeginAsync(200);
            await exchange.ChunkAsync("""{ "data" : [ """ + Row(0) + ",");
            // The rest is only sent once the first has come out at the other end.
            await first.Task;
            for (var i = 1; i < 50_000; i += 500)
            {
                await exchange.ChunkAsync(
                    string.Join(',', Enumerable.Range(i, Math.Min(500, 50_000 - i)).Select(Row)) + (i + 500 < 50_000 ? "," : string.Empty));
            }
            await exchange.ChunkAsync("]}");
            await exchange.EndAsync();
        });
        var count = 0;
        BigInteger sum = 0;
        await node.Open().ListMachinesAsync(
            null,
            null,
            machine =>
            {
                first.TrySetResult();
                count++;
                sum += machine.CreditAcudos!.Value;
            },
            CancellationToken.None);
        Assert.Equal((50_000, (BigInteger)49_999 * 25_000), (count, sum));

        static string Row(int i) =>
            $$"""{"id":"machine-{{i}}","state":"Running","image_id":"i","machine_type_id":"t","ssh_key":"{{new string(
                'k',
                500)}}","credit":"{{i}}"}""";
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task A_list_may_arrive_in_any_pieces(int size)
    {
        const string Body =
            """
                {"before":[{"data":1}],"data":[ {"id":"ä","state":"Running","credit":"12","ssh_key":"a\"]}b"} , null,
                {"id":"c","state":"Stopped","credit":"13"} ]  , "after":"]"}
                """;
        await using var node = new FakeNode(async (exchange, query) =>
        {
            if (!query.Contains("machine_list", StringComparison.Ordinal))
            {
                await exchange.RespondAsync(200, """{"data":[]}""");
                return;
            }
            await exchange.BeginAsync(200);
            for (var i = 0; i < Body.Length; i += size)
            {
                await exchange.ChunkAsync(Body.Substring(i, Math.Min(size, Body.Length - i)));
            }
            await exchange.EndAsync();
        });
        var machines = new List<Machine>();
        var error = await Assert.ThrowsAsync<InvalidResponseException>(
            () => node.Open().ListMachinesAsync(null, null, machines.Add, CancellationToken.None));
        Assert.Equal(["ä", "c"], machines.Select(machine => machine.Id));
        Assert.Equal("a\"]}b", machines[0].SshKey);
        Assert.Contains("null", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>busy</html>", "HTML")]
    [InlineData("", "empty")]
    [InlineData("[]", "a JSON array where a JSON object is expected")]
    [InlineData("{}", "no list named data")]
    [InlineData("""{"data":{}}""", "data is not a list")]
    [InlineData("""{"data":[{"id":"a","state":"Running","credit":"1"}""", "stops in the middle")]
    [InlineData("""{"data":[{"id":"a","state":"Running","credit":"1"}]} {""", "invalid after a single JSON value")]
    [InlineData("null", "null")]
    public async Task A_list_that_is_none_is_an_error_that_says_so(string body, string says)
    {
        await using var node = new FakeNode(body);
        var error = await Assert.ThrowsAsync<InvalidResponseException>(() => node.Open().ListAsync());
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"data":null}""", "nothing named data")]
    [InlineData("busy", "not a JSON object")]
    public async Task A_machine_that_is_none_is_an_error_that_says_so(string body, string says)
    {
        await using var node = new FakeNode(body);
        var error = await Assert.ThrowsAsync<InvalidResponseException>(() => node.Open().FindMachineAsync("a", CancellationToken.None));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"credit\":1000000000000000000000", "1000000000000000000000")]
    [InlineData("\"credit\":1e21", "1000000000000000000000")]
    [InlineData("\"credit\":\"0012\"", "12")]
    public async Task A_plain_number_is_read_where_a_string_is_documented(string field, string credit)
    {
        await using var node = new FakeNode($$"""{"data":[{"id":"a","state":"Running",{{field}}}]}""");
        Assert.Equal(BigInteger.Parse(credit, CultureInfo.InvariantCulture), (await node.Open().ListAsync())[0].CreditAcudos);
    }

    [Theory]
    [InlineData("\"credit\":\"-5\"", "the credit of a is \"-5\"")]
    [InlineData("\"credit\":-5", "the credit of a is -5")]
    [InlineData("\"credit\":\"1.5\"", "the credit of a is \"1.5\"")]
    [InlineData("\"credit\":{}", "the credit of a is {}")]
    [InlineData("\"credit\":\"\"", "the credit of a is \"\"")]
    [InlineData("\"until\":\"soon\"", "the until of a is \"soon\"")]
    public async Task An_unreadable_field_is_said_and_the_machines_still_come(string field, string says)
    {
        await using var node = new FakeNode(
            $$"""{"data":[{"id":"a","state":"Running",{{field}}},{"id":"b","state":"Running","credit":"7"}]}""");
        var machines = new List<Machine>();
        var error = await Assert.ThrowsAsync<InvalidResponseException>(
            () => node.Open().ListMachinesAsync(null, null, machines.Add, CancellationToken.None));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Equal(["a", "b"], machines.Select(machine => machine.Id));
        Assert.Null(machines[0].Credit);
    }

    [Fact]
    public async Task An_end_beyond_all_calendars_is_the_last_time_there_is()
    {
        await using var node = new FakeNode(
            """{"data":[{"id":"a","state":"Running","credit":"1","until":"340282366920938463463374607431768211455"}]}""");
        Assert.Equal(DateTimeOffset.MaxValue, (await node.Open().ListAsync())[0].Until);
    }

    [Theory]
    [InlineData(500, 2, "compute::state::Machine not found: query wasm contract failed")]
    [InlineData(400, 3, "machine not found: query wasm contract failed: invalid request")]
    public async Task What_the_contract_does_not_have_is_null_in_one_request(int status, int code, string message)
    {
        await using var node = new FakeNode((exchange, query) => query.Contains("list", StringComparison.Ordinal)
            ? exchange.RespondAsync(200, """{"data":[]}""")
            : exchange.RespondAsync(status, $$"""{"code":{{code}},"message":"{{message}}","details":[]}"""));
        var client = node.Open();
        Assert.Null(await client.FindMachineAsync("a", CancellationToken.None));
        Assert.Null(await client.FindMachineTypeAsync("a", CancellationToken.None));
        Assert.Null(await client.FindImageAsync("a", CancellationToken.None));
        Assert.Equal(4, node.Queries.Count);
    }

    [Theory]
    [InlineData(404, 5, "no such contract: address cudos1x")]
    [InlineData(400, 3, "contract: not found: query wasm contract failed")]
    [InlineData(400, 3, "unknown variant: query wasm contract failed")]
    public async Task Other_errors_keep_the_nodes_own_words_and_code(int status, int code, string message)
    {
        await using var node = new FakeNode($$"""{"code":{{code}},"message":"{{message}}","details":[]}""", status);
        var error = await Assert.ThrowsAsync<ContractException>(() => node.Open().FindMachineTypeAsync("a", CancellationToken.None));
        Assert.Equal((status, code, message), (error.Status, error.Code, error.ContractText));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Null(error.TransactionHash);
    }

    [Fact]
    public async Task Reports_and_messages_show_the_query_as_it_was_asked()
    {
        await using var node = new FakeNode("<html>busy</html>");
        var reports = new List<string>();
        var error = await Assert.ThrowsAsync<InvalidResponseException>(
            () => node.Open(report => reports.Add(report.ToString())).FindMachineTypeAsync("big", CancellationToken.None));
        Assert.Contains("""/smart/{"machine_type":{"id":"big"}}""", error.Message, StringComparison.Ordinal);
        Assert.Contains("""/smart/{"machine_type":{"id":"big"}}: 200""", Assert.Single(reports), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_single_node_that_is_busy_is_asked_again()
    {
        var calls = 0;
        await using var node = new FakeNode((exchange, _) => exchange.RespondAsync(++calls < 3 ? 503 : 200, """{"data":[]}"""));
        Assert.Empty(await node.Open().TypesAsync());
        Assert.Equal(3, calls);
    }

    [Fact]
    public async Task When_a_node_is_down_the_next_is_asked_and_stays_the_first()
    {
        var closed = new LoopbackServer(_ => Task.CompletedTask);
        var gone = closed.Uri;
        await closed.DisposeAsync();
        await using var busy = new FakeNode("<html>busy</html>", 502);
        await using var lost = new FakeNode((exchange, _) =>
        {
            exchange.Abort();
            return Task.CompletedTask;
        });
        await using var good = new FakeNode("""{"data":[]}""");
        using var connection = FakeNode.Connect(gone, busy.Uri, lost.Uri, good.Uri);
        Assert.Empty(await connection.Open(null).TypesAsync());
        // The framework itself may have tried a lost connection again.
        var lostOnes = lost.Queries.Count;
        Assert.NotEqual(0, lostOnes);
        Assert.Empty(await connection.Open(null).TypesAsync());
        Assert.Equal((1, lostOnes, 2), (busy.Queries.Count, lost.Queries.Count, good.Queries.Count));
    }

    [Fact]
    public async Task When_all_nodes_are_down_the_error_says_what_each_said()
    {
        await using var first = new FakeNode("<html>maintenance</html>", 502);
        await using var second = new FakeNode("<html>overloaded</html>", 503);
        using var connection = FakeNode.Connect(first.Uri, second.Uri);
        var error = await Assert.ThrowsAsync<CloudConnectionException>(() => connection.Open(null).TypesAsync());
        Assert.Contains("None of the 2 nodes answered", error.Message, StringComparison.Ordinal);
        Assert.Contains("maintenance", error.Message, StringComparison.Ordinal);
        Assert.Contains("overloaded", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_of_the_contract_is_no_reason_to_ask_another_node()
    {
        await using var first = new FakeNode("""{"code":2,"message":"unknown variant: query wasm contract failed","details":[]}""", 500);
        await using var second = new FakeNode("""{"data":[]}""");
        using var connection = FakeNode.Connect(first.Uri, second.Uri);
        await Assert.ThrowsAsync<ContractException>(() => connection.Open(null).TypesAsync());
        Assert.Empty(second.Queries);
    }

    [Fact]
    public void A_connection_needs_a_node_and_addresses_without_a_slip()
    {
        Assert.Contains("No node", Refusal(new()), StringComparison.Ordinal);
        Assert.Contains("unencrypted", Refusal(new() { Nodes = [new("http://node.example/")] }), StringComparison.Ordinal);
        Assert.Contains(
            "not a valid address of the contract",
            Refusal(new() { Nodes = [new("https://node.example/")], ContractAddress = "cudos1x" }),
            StringComparison.Ordinal);
        Assert.Contains(
            "not a valid address of the owner",
            Refusal(new() { Nodes = [new("https://node.example/")], Owner = FakeNode.Owner[..^1] + "q" }),
            StringComparison.Ordinal);

        static string Refusal(FluenceVm.Clouds.Cudos.CudosConnectionOptions options) =>
            Assert.Throws<ArgumentException>(() => FakeNode.Connect(options)).Message;
    }
}
