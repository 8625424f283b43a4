using System.Globalization;
using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Http;
using FluenceVm.Clouds.Tests.Cudos;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Model;
using FluenceVm.Model.Errors;
using FluenceVm.Tests.Support;

namespace FluenceVm.Clouds.Tests.Http;

public class PipelineTests
{
    private static async Task<Exception> FailAsync(FluenceConnection connection, CancellationToken token = default) =>
        await Assert.ThrowsAnyAsync<Exception>(async () =>
            await (await connection.OpenAsync(null, token)).ListVmsAsync(new(), _ => { }, token));

    [Theory]
    [InlineData(FluenceApiVersion.MarketV2)]
    [InlineData(FluenceApiVersion.MarketV3)]
    public async Task The_key_goes_in_both_headers(FluenceApiVersion version)
    {
        await using var server = new LoopbackServer(exchange => exchange.RespondAsync(200, "[]"));
        using var connection = Connections.To(server.Uri, version);
        await connection.ListAsync();

        var headers = Assert.Single(server.Seen).Headers;
        Assert.Equal(Connections.CanaryKey, headers["X-API-KEY"]);
        Assert.Equal("Bearer " + Connections.CanaryKey, headers["Authorization"]);
    }

    [Theory]
    [InlineData("http://api.fluence.example/", "unencrypted")]
    [InlineData("http://127.0.0.1.example/", "unencrypted")]
    [InlineData("ftp://api.fluence.example/", "not a valid service address")]
    [InlineData("https://user:word@api.fluence.example/", "must not hold a user name")]
    public void An_address_that_would_leak_the_key_is_refused_before_anything_is_sent(string address, string expected)
    {
        var exception = Assert.Throws<ArgumentException>(() => Connections.To(new Uri(address)));
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("word@", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_transport_does_not_make_clear_text_acceptable()
    {
        using var transport = new HttpClientHandler();
        Assert.Throws<ArgumentException>(() => Connections.To(new Uri("http://api.fluence.example/"), transport: transport));
    }

    [Theory]
    [InlineData("", "API key is empty")]
    [InlineData("two words", "keys don't have")]
    [InlineData("line\r\nX-Evil: 1", "keys don't have")]
    public void A_key_that_is_none_is_refused_without_repeating_it(string key, string expected)
    {
        var exception = Assert.Throws<ArgumentException>(
            () => new FluenceConnection(new FluenceConnectionOptions { ApiKey = Connections.Secure(key) }));
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("words", exception.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Evil", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_an_error_that_names_its_target_and_the_key_does_not_follow()
    {
        await using var other = new LoopbackServer(exchange => exchange.RespondAsync(200, "[]"));
        await using var server = new LoopbackServer(exchange => exchange.RespondAsync(302, "", $"Location: {other.Uri}vms/v3"));
        using var connection = Connections.To(server.Uri);

        var exception = Assert.IsType<FluenceApiException>(await FailAsync(connection));

        Assert.Equal(302, exception.Status);
        Assert.Contains(other.Uri.Authority, exception.Message, StringComparison.Ordinal);
        Assert.Contains("because the API key would go along", exception.Message, StringComparison.Ordinal);
        Assert.Empty(other.Seen);
        Assert.Single(server.Seen);
    }

    [Theory]
    [InlineData(403, "{\"error\":\"Auth failed. No such API Key\"}", "Auth failed. No such API Key", null)]
    [InlineData(404, "{\"error\":\"VM not found\"}", "VM not found", null)]
    [InlineData(422, "{\"error\":\"No suitable offer found\"}", "No suitable offer found", null)]
    [InlineData(409, "{\"message\":\"exists\",\"code\":7}", "exists", "7")]
    [InlineData(409, "{\"error\":{\"message\":\"nested\"},\"code\":\"E1\"}", "nested", "E1")]
    [InlineData(400, "<html><h1>Bad\tgateway\u0007</h1></html>", "<html><h1>Bad gateway\\u0007</h1></html>", null)]
    [InlineData(400, "", null, null)]
    public async Task An_error_answer_carries_the_services_text(int status, string body, string? text, string? code)
    {
        await using var server = new LoopbackServer(exchange => exchange.RespondAsync(status, body));
        using var connection = Connections.To(server.Uri);

        var exception = Assert.IsType<FluenceApiException>(await FailAsync(connection));

        Assert.Equal(
            (status, text, code, "GET", "/vms/v3"),
            (exception.Status, exception.ServiceText, exception.Code, exception.Method, exception.Path));
        Assert.Single(server.Seen);
    }

    [Fact]
    public async Task A_long_answer_that_is_no_json_is_shortened()
    {
        await using var server = new LoopbackServer(exchange => exchange.RespondAsync(418, new string('a', 100_000)));
        using var connection = Connections.To(server.Uri);

        var exception = Assert.IsType<FluenceApiException>(await FailAsync(connection));
        Assert.Equal(203, exception.ServiceText!.Length);
    }

    [Fact]
    public async Task The_key_is_in_no_exception_and_no_report()
    {
        var texts = new List<string>();
        string[] bodies =
        [
            "{\"error\":\"No such key: KEY\",\"code\":\"KEY\"}", "KEY is unknown", "[{\"id\":\"0x1\",\"pricePerEpoch\":\"KEY\"}]"
        ];
        foreach (var (body, status) in bodies.Zip([403, 500, 200]))
        {
            await using var server = new LoopbackServer(
                exchange => exchange.RespondAsync(status, body.Replace("KEY", Connections.CanaryKey, StringComparison.Ordinal)));
            using var connection = Connections.To(server.Uri);
            var client = await connection.OpenAsync(report => texts.Add(report.ToString()), CancellationToken.None);
            var exception = await Assert.ThrowsAnyAsync<Exception>(() => client.ListVmsAsync(new(), _ => { }, CancellationToken.None));
            texts.Add(exception.ToString());
            texts.Add((exception as FluenceApiException)?.ServiceText + (exception as FluenceApiException)?.Code);
            texts.Add(client.ToString() + connection);
            Assert.Contains("***", exception.Message, StringComparison.Ordinal);
        }
        Assert.All(texts, text => Assert.DoesNotContain(Connections.CanaryKey, text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(FluenceApiVersion.MarketV3)]
    [InlineData(FluenceApiVersion.Auto)]
    public async Task A_closed_connection_says_so(FluenceApiVersion version)
    {
        var connection = Connections.To(new Uri("http://127.0.0.1:9/"), version);
        connection.Dispose();

        var exception = Assert.IsType<ObjectDisposedException>(await FailAsync(connection));
        Assert.Contains("is closed. Connect again.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gzip_is_asked_for_and_read()
    {
        using var buffer = new MemoryStream();
        await using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes("[{\"id\":\"0x1\"}]"));
        }
        await using var server = new LoopbackServer(exchange => exchange.RespondAsync(200, buffer.ToArray(), "Content-Encoding: gzip"));
        using var connection = Connections.To(server.Uri);

        Assert.Equal("0x1", Assert.Single(await connection.ListAsync()).Id);
        Assert.Contains("gzip", Assert.Single(server.Seen).Headers["Accept-Encoding"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(408)]
    public async Task A_passing_failure_is_retried(int status)
    {
        var reports = new List<RequestReport>();
        var calls = 0;
        await using var server = new LoopbackServer(exchange => ++calls == 1
            ? exchange.RespondAsync(status, "{\"error\":\"try later\"}")
            : exchange.RespondAsync(200, "[{\"id\":\"0x1\"}]"));
        using var connection = Connections.To(server.Uri);

        Assert.Single(await connection.ListAsync(reports.Add));

        Assert.Equal([status, 200], reports.Select(report => report.Status ?? 0));
        Assert.NotNull(reports[0].RetryAfter);
        Assert.Null(reports[1].RetryAfter);
        Assert.All(reports, report => Assert.Equal(("GET", "/vms/v3"), (report.Method, report.Path)));
    }

    [Fact]
    public async Task Retries_end_with_the_services_error_and_wait_longer_each_time()
    {
        var time = Connections.Skipping();
        await using var server = new LoopbackServer(exchange => exchange.RespondAsync(500, "{\"error\":\"broken\"}"));
        using var connection = Connections.To(server.Uri, time: time);

        var exception = Assert.IsType<FluenceApiException>(await FailAsync(connection));

        Assert.Equal((500, "broken"), (exception.Status, exception.ServiceText));
        Assert.Equal(4, server.Seen.Count);
        Assert.Equal(3, time.Delays.Count);
        Assert.All(time.Delays, delay => Assert.InRange(delay, TimeSpan.Zero, TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task Retry_after_is_honoured_in_seconds_and_as_a_date()
    {
        var time = Connections.Skipping();
        var calls = 0;
        await using var server = new LoopbackServer(exchange => ++calls switch
        {
            1 => exchange.RespondAsync(429, "{\"error\":\"slow\"}", "Retry-After: 17"),
            2 => exchange.RespondAsync(
                503,
                "",
                "Retry-After: " + time.GetUtcNow().AddSeconds(23).ToString("r", CultureInfo.InvariantCulture)),
            _ => exchange.RespondAsync(200, "[]"),
        });
        using var connection = Connections.To(server.Uri, time: time);

        await connection.ListAsync();

        Assert.Equal([TimeSpan.FromSeconds(17), TimeSpan.FromSeconds(23)], time.Delays);
    }

    [Fact]
    public async Task A_service_that_asks_for_a_long_wait_is_not_waited_for_and_the_error_says_how_long()
    {
        var time = Connections.Skipping();
        await using var server = new LoopbackServer(exchange => exchange.RespondAsync(429, "{\"error\":\"slow\"}", "Retry-After: 3600"));
        using var connection = Connections.To(server.Uri, time: time);

        var exception = Assert.IsType<FluenceApiException>(await FailAsync(connection));

        Assert.Equal(TimeSpan.FromHours(1), exception.RetryAfter);
        Assert.Empty(time.Delays);
        Assert.Single(server.Seen);
    }

    [Fact]
    public async Task A_cut_connection_is_retried_and_then_named()
    {
        var reports = new List<RequestReport>();
        await using var server = new LoopbackServer(exchange =>
        {
            exchange.Abort();
            return Task.CompletedTask;
        });
        using var connection = Connections.To(server.Uri);
        var client = await connection.OpenAsync(reports.Add, CancellationToken.None);

        var exception = await Assert.ThrowsAsync<CloudConnectionException>(
            () => client.ListVmsAsync(new(), _ => { }, CancellationToken.None));

        Assert.True(exception.MayHaveArrived);
        Assert.Contains(server.Uri.Authority, exception.Message, StringComparison.Ordinal);
        Assert.Equal(4, reports.Count);
        Assert.All(reports, report => Assert.Equal("connection lost", report.Failure));
    }

    [Fact]
    public async Task A_change_without_a_body_has_an_empty_one_and_is_sent_once()
    {
        // The network stack repeats by itself what has no content, if a connection that is in use already is lost.
        var restarts = 0;
        await using var server = new LoopbackServer(async exchange =>
        {
            if (exchange.Method == "POST")
            {
                Interlocked.Increment(ref restarts);
                exchange.Abort();
                return;
            }
            await exchange.RespondAsync(200, """{"items":[],"pagination":{"currentPage":1,"totalPages":0}}""");
        });
        using var connection = Connections.To(server.Uri, FluenceApiVersion.Cloud);
        var client = await connection.OpenAsync(null, CancellationToken.None);
        const string id = "7a8d9c10-0000-4000-8000-000000000001";
        await client.GetStatusesAsync([id], CancellationToken.None);

        await Assert.ThrowsAsync<CloudConnectionException>(() => client.RestartVmAsync(id, soft: false, CancellationToken.None));

        Assert.Equal(1, restarts);
        Assert.Equal("0", server.Seen.Single(exchange => exchange.Method == "POST").Headers["Content-Length"]);
    }

    [Fact]
    public async Task A_connection_that_never_opened_says_that_nothing_was_sent()
    {
        var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://127.0.0.1:{((System.Net.IPEndPoint)listener.LocalEndpoint).Port}/");
        listener.Stop();
        using var refused = Connections.To(address);
        using var unknown = Connections.To(new Uri("https://no-such-host.invalid/"));

        foreach (var connection in new[] { refused, unknown })
        {
            var exception = Assert.IsType<CloudConnectionException>(await FailAsync(connection));
            Assert.False(exception.MayHaveArrived);
            Assert.Contains("nothing was sent", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_service_that_speaks_no_tls_never_opened_a_connection()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var serving = Task.Run(async () =>
        {
            for (var i = 0; i < 4; i++)
            {
                using var client = await listener.AcceptTcpClientAsync();
                await client.GetStream().WriteAsync("HTTP/1.1 400 No TLS here\r\n\r\n"u8.ToArray());
            }
        });
        using var connection = Connections.To(new Uri($"https://127.0.0.1:{((System.Net.IPEndPoint)listener.LocalEndpoint).Port}/"));

        var exception = Assert.IsType<CloudConnectionException>(await FailAsync(connection));

        Assert.False(exception.MayHaveArrived);
        await serving;
    }

    [Fact]
    public async Task An_answer_cut_in_the_middle_is_a_lost_connection()
    {
        await using var server = new LoopbackServer(async exchange =>
        {
            await exchange.BeginAsync(200);
            await exchange.ChunkAsync("[{\"id\":\"0x1\"},");
            exchange.Abort();
        });
        using var connection = Connections.To(server.Uri);

        var exception = Assert.IsType<CloudConnectionException>(await FailAsync(connection));

        Assert.True(exception.MayHaveArrived);
    }

    [Fact]
    public async Task No_answer_in_time_is_a_timeout()
    {
        var time = new ManualTimeProvider(TimeSpan.FromSeconds(90)) { Watched = TimeSpan.FromSeconds(101) };
        await using var server = new LoopbackServer(exchange => Task.Delay(Timeout.Infinite, exchange.Stopped));
        using var connection = Connections.To(server.Uri, time: time, timeout: TimeSpan.FromSeconds(100));
        var failing = FailAsync(connection);
        while (!failing.IsCompleted)
        {
            await Task.Yield();
            time.Advance(TimeSpan.FromSeconds(100));
        }

        var exception = Assert.IsType<TimeoutException>(await failing);
        Assert.Contains("did not answer GET /vms/v3 within 100 seconds", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_stands_still_is_a_timeout_however_long_it_took_so_far()
    {
        var time = new ManualTimeProvider();
        var steps = new SemaphoreSlim(0);
        await using var server = new LoopbackServer(async exchange =>
        {
            await exchange.BeginAsync(200);
            await exchange.ChunkAsync("[");
            for (var i = 0; i < 5; i++)
            {
                await exchange.ChunkAsync("{\"id\":\"0x1\"},");
                await steps.WaitAsync(exchange.Stopped);
            }
            await Task.Delay(Timeout.Infinite, exchange.Stopped);
        });
        using var connection = Connections.To(server.Uri, time: time, timeout: TimeSpan.FromSeconds(100));
        var client = await connection.OpenAsync(null, CancellationToken.None);
        var count = 0;
        var listing = client.ListVmsAsync(
            new(),
            _ =>
            {
                count++;
                time.Advance(TimeSpan.FromSeconds(99));
                steps.Release();
            },
            CancellationToken.None);
        while (!listing.IsCompleted)
        {
            await Task.Yield();
            if (Volatile.Read(ref count) == 5)
            {
                time.Advance(TimeSpan.FromSeconds(100));
            }
        }

        var exception = await Assert.ThrowsAsync<TimeoutException>(() => listing);
        Assert.Contains("stopped arriving for 100 seconds", exception.Message, StringComparison.Ordinal);
        Assert.Equal(5, count);
    }

    [Fact]
    public async Task Cancelling_ends_a_delay_between_attempts()
    {
        var time = new ManualTimeProvider();
        using var stop = new CancellationTokenSource();
        await using var server = new LoopbackServer(exchange => exchange.RespondAsync(503, "", "Retry-After: 30"));
        using var connection = Connections.To(server.Uri, time: time);
        var failing = FailAsync(connection, stop.Token);
        await time.Armed;

        await stop.CancelAsync();

        Assert.IsAssignableFrom<OperationCanceledException>(await failing);
        Assert.Single(server.Seen);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_for_headers()
    {
        using var stop = new CancellationTokenSource();
        await using var server = new LoopbackServer(async exchange =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, exchange.Stopped);
        });
        using var connection = Connections.To(server.Uri);

        Assert.IsAssignableFrom<OperationCanceledException>(await FailAsync(connection, stop.Token));
    }

    [Fact]
    public async Task Cancelling_ends_the_reading_of_a_body()
    {
        using var stop = new CancellationTokenSource();
        await using var server = new LoopbackServer(async exchange =>
        {
            await exchange.BeginAsync(200);
            await exchange.ChunkAsync("[{\"id\":\"0x1\"},");
            await Task.Delay(Timeout.Infinite, exchange.Stopped);
        });
        using var connection = Connections.To(server.Uri);
        var client = await connection.OpenAsync(null, stop.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.ListVmsAsync(new(), _ => stop.Cancel(), stop.Token));
    }
}
