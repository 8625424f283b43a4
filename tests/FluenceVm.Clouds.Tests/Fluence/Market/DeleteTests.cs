using System.Text.Json.Nodes;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Tests.Cudos;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Model;
using FluenceVm.Model.Errors;
using FluenceVm.Tests.Support;

namespace FluenceVm.Clouds.Tests.Fluence.Market;

public class DeleteTests
{
    private static readonly string[] Three = [Connections.Id(1), Connections.Id(2), Connections.Id(3)];

    private static string[] IdsOf(LoopbackExchange exchange) =>
        [.. JsonNode.Parse(exchange.Body)!["vmIds"]!.AsArray().Select(id => id!.GetValue<string>())];

    [Fact]
    public async Task V2_deletes_one_a_request_in_the_seeds_form()
    {
        await using var server = new LoopbackServer(exchange => exchange.RespondAsync(200, ""));
        using var connection = Connections.To(server.Uri, FluenceApiVersion.MarketV2);

        var outcomes = await connection.DeleteAsync(Three);

        Assert.Equal(Three, outcomes.Select(outcome => outcome.Id).Order());
        Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
        Assert.Equal(Three.Select(id => $$"""{"vmId":"{{id}}"}"""), server.Seen.Select(exchange => exchange.Body).Order());
        Assert.All(server.Seen, exchange =>
            Assert.Equal(("DELETE", "/vms/v3", "application/json"), (exchange.Method, exchange.Target, exchange.Headers["Content-Type"])));
    }

    [Fact]
    public async Task V3_deletes_a_thousand_in_ten_requests()
    {
        await using var server = new LoopbackServer(exchange => exchange.RespondAsync(200, new JsonObject
        {
            ["removed_ids"] = new JsonArray(
                [.. IdsOf(exchange).Select(id => JsonValue.Create(id.ToUpperInvariant().Replace("0X", "0x", StringComparison.Ordinal)))]),
            ["transactions"] = new JsonArray(),
        }.ToJsonString()));
        using var connection = Connections.To(server.Uri);
        var ids = Enumerable.Range(1, 1000).Select(Connections.Id).ToArray();

        var outcomes = await connection.DeleteAsync(ids);

        Assert.Equal(ids, outcomes.Select(outcome => outcome.Id).Order());
        Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
        Assert.Equal(10, server.Seen.Count);
        Assert.Equal(ids, server.Seen.SelectMany(IdsOf).Order());
    }

    [Fact]
    public async Task A_failed_batch_is_split_until_the_bad_ids_are_known()
    {
        string[] bad = [Connections.Id(7), Connections.Id(63)];
        await using var server = new LoopbackServer(exchange => IdsOf(exchange).Intersect(bad).Any()
            ? exchange.RespondAsync(404, "{\"error\":\"VM not found\"}")
            : exchange.RespondAsync(200, "accepted"));
        using var connection = Connections.To(server.Uri);

        var outcomes = await connection.DeleteAsync([.. Enumerable.Range(1, 100).Select(Connections.Id)]);

        Assert.Equal(100, outcomes.Count);
        Assert.Equal(bad, outcomes.Where(outcome => outcome.Error is not null).Select(outcome => outcome.Id).Order());
        Assert.All(
            outcomes.Where(outcome => outcome.Error is not null),
            outcome => Assert.Equal("VM not found", Assert.IsType<FluenceApiException>(outcome.Error).ServiceText));
        Assert.InRange(server.Seen.Count, 3, 30);
    }

    [Theory]
    [InlineData(401, 1)]
    [InlineData(403, 1)]
    [InlineData(429, 4)]
    [InlineData(500, 4)]
    public async Task A_failure_that_is_not_about_the_ids_is_every_ids_error_and_no_storm(int status, int requests)
    {
        await using var server = new LoopbackServer(exchange => exchange.RespondAsync(status, "{\"error\":\"no\"}"));
        using var connection = Connections.To(server.Uri);

        var outcomes = await connection.DeleteAsync([.. Enumerable.Range(1, 50).Select(Connections.Id)]);

        Assert.Equal(50, outcomes.Count);
        Assert.All(outcomes, outcome => Assert.Equal(status, Assert.IsType<FluenceApiException>(outcome.Error).Status));
        Assert.Equal(requests, server.Seen.Count);
    }

    [Fact]
    public async Task A_refused_key_ends_the_sending()
    {
        await using var server = new LoopbackServer(exchange => exchange.RespondAsync(403, "{\"error\":\"Auth failed. No such API Key\"}"));
        using var connection = Connections.To(server.Uri, FluenceApiVersion.MarketV2);

        var outcomes = await connection.DeleteAsync([.. Enumerable.Range(1, 200).Select(Connections.Id)]);

        Assert.Equal(200, outcomes.Count);
        Assert.All(outcomes, outcome => Assert.Equal(403, Assert.IsType<FluenceApiException>(outcome.Error).Status));
        Assert.InRange(server.Seen.Count, 1, 4);
    }

    [Theory]
    [InlineData(FluenceApiVersion.MarketV2)]
    [InlineData(FluenceApiVersion.MarketV3)]
    public async Task An_id_that_is_no_address_is_refused_before_sending(FluenceApiVersion version)
    {
        await using var server = new LoopbackServer(exchange => exchange.RespondAsync(200, ""));
        using var connection = Connections.To(server.Uri, version);

        var outcomes = await connection.DeleteAsync("web-1", "0x12", Connections.Id(1), "0x" + new string('g', 40), "");

        var errors = outcomes.Where(outcome => outcome.Error is not null).ToArray();
        Assert.Equal(4, errors.Length);
        Assert.All(errors, outcome => Assert.Contains(
            $"'{outcome.Id}' is not a valid VM id",
            Assert.IsType<ArgumentException>(outcome.Error).Message,
            StringComparison.Ordinal));
        Assert.Contains(Connections.Id(1), Assert.Single(server.Seen).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_that_the_answer_leaves_out_is_an_error()
    {
        await using var server = new LoopbackServer(
            exchange => exchange.RespondAsync(200, $$"""{"removed_ids":["{{Three[0]}}","{{Three[2]}}"],"transactions":[]}"""));
        using var connection = Connections.To(server.Uri);

        var outcomes = await connection.DeleteAsync(Three);

        var outcome = Assert.Single(outcomes, outcome => outcome.Error is not null);
        Assert.Equal(Three[1], outcome.Id);
        Assert.Contains($"does not name {Three[1]}", outcome.Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("OK")]
    [InlineData("{}")]
    [InlineData("{\"transactions\":[{\"hash\":\"0x\"}]}")]
    [InlineData("[]")]
    public async Task Any_other_body_of_a_success_is_success(string body)
    {
        await using var server = new LoopbackServer(exchange => exchange.RespondAsync(200, body));
        using var connection = Connections.To(server.Uri);

        Assert.All(await connection.DeleteAsync(Three), outcome => Assert.Null(outcome.Error));
    }

    [Fact]
    public async Task Not_there_any_more_after_a_lost_answer_is_success()
    {
        var calls = 0;
        await using var server = new LoopbackServer(exchange =>
        {
            if (++calls == 1)
            {
                exchange.Abort();
                return Task.CompletedTask;
            }
            return exchange.RespondAsync(404, "{\"error\":\"VM not found\"}");
        });
        using var connection = Connections.To(server.Uri);

        var outcomes = await connection.DeleteAsync(Three);

        Assert.Equal(3, outcomes.Count);
        Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Not_there_after_a_request_that_was_put_off_is_an_error(int status)
    {
        var calls = 0;
        await using var server = new LoopbackServer(exchange => exchange.RespondAsync(++calls == 1 ? status : 404, "{\"error\":\"no\"}"));
        using var connection = Connections.To(server.Uri);

        var outcome = Assert.Single(await connection.DeleteAsync(Three[0]));

        Assert.Equal(404, Assert.IsType<FluenceApiException>(outcome.Error).Status);
    }

    [Fact]
    public async Task Output_that_fails_ends_the_deleting()
    {
        await using var server = new LoopbackServer(exchange => exchange.RespondAsync(200, ""));
        using var connection = Connections.To(server.Uri, FluenceApiVersion.MarketV2);
        var client = await connection.OpenAsync(null, CancellationToken.None);

        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => client.RemoveVmsAsync(
            new VmRemoval { Ids = [.. Enumerable.Range(1, 200).Select(Connections.Id)] },
            _ => throw new InvalidTimeZoneException("enough"),
            CancellationToken.None));

        Assert.InRange(server.Seen.Count, 1, 8);
    }

    [Fact]
    public async Task A_transport_is_used_instead_of_the_network_and_left_open()
    {
        using var transport = new CountingTransport();
        using (var connection = Connections.To(new Uri("http://127.0.0.1/"), transport: transport))
        {
            await connection.ListAsync();
        }
        Assert.Equal((1, false), (transport.Calls, transport.Closed));
    }

    private sealed class CountingTransport : HttpMessageHandler
    {
        public int Calls { get; private set; }

        public bool Closed { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Calls++;
            return Task.FromResult(new HttpResponseMessage { Content = new StringContent("[]") });
        }

        protected override void Dispose(bool disposing)
        {
            Closed = true;
            base.Dispose(disposing);
        }
    }
}
