using System.Globalization;
using System.Net.Sockets;
using System.Text;
using FluenceVm.Emulator.Tests.Support;

namespace FluenceVm.Emulator.Tests.Hosting.Server;

public sealed class ServerTests : IDisposable
{
    private const string Key = "X-API-KEY: emulator-key-not-a-secret\r\n";
    private readonly VmEmulator _emulator = new();
    private readonly Uri _uri;

    public ServerTests() => _uri = _emulator.Listen();

    [Fact]
    public async Task It_answers_what_the_emulator_answers_in_process()
    {
        using var inside = new EmulatorClient(_emulator);
        using var outside = OverPort();

        Assert.Equal(await inside.Get("vms/v2"), await outside.Get("vms/v2"));
        Assert.Equal((await inside.Get("nowhere")).Text, (await outside.Get("nowhere")).Text);
        var id = (string)(await outside.Vm("web-1"))["id"]!;
        Assert.Equal(204, (await outside.Send(HttpMethod.Patch, "vms/v3", $$"""{"updates":[{"id":"{{id}}","vmName":"www"}]}""")).Status);
        Assert.Equal(200, (await outside.Delete($$"""{"vmId":"{{id}}"}""")).Status);
        Assert.Equal("Stopped", (string?)(await inside.Vm("www"))["status"]);
    }

    [Fact]
    public async Task A_client_may_name_it_localhost()
    {
        using var client = new EmulatorClient(new SocketsHttpHandler(), new UriBuilder(_uri) { Host = "localhost" }.Uri, _emulator.ApiKey);

        Assert.Equal(200, (await client.Get("vms/v3")).Status);
    }

    [Fact]
    public async Task Several_requests_share_a_connection_even_when_they_are_sent_at_once()
    {
        const string Request = $"GET /marketplace/countries HTTP/1.1\r\nHost: localhost\r\n{Key}\r\n";
        var response = await Exchange(
            Request + Request + Request.Replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n", StringComparison.Ordinal));

        Assert.Equal(3, response.Split("HTTP/1.1 200 OK").Length - 1);
    }

    [Theory]
    [InlineData("Content-Length: 2\r\n\r\n{}")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1;name=value\r\n}\r\n0\r\nTrailer: x\r\n\r\n")]
    [InlineData("Expect: 100-continue\r\nContent-Length: 2\r\n\r\n{}")]
    public async Task A_body_comes_whole_in_chunks_or_after_an_invitation(string rest)
    {
        var response = await Exchange(
            $"POST /marketplace/offers HTTP/1.1\r\nHost: 127.0.0.1\r\n{Key}Content-Type: application/json\r\nConnection: close\r\n{rest}");

        Assert.Equal(
            rest.StartsWith("Expect", StringComparison.Ordinal),
            response.StartsWith("HTTP/1.1 100 Continue\r\n\r\n", StringComparison.Ordinal));
        Assert.Contains("HTTP/1.1 200 OK", response, StringComparison.Ordinal);
        Assert.EndsWith("]", response, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET /vms/v2 HTTP/1.0\r\n" + Key + "\r\n", 200)]
    [InlineData("GET http://127.0.0.1/vms/v2 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + Key + "\r\n", 200)]
    [InlineData("GET /vms/v2 HTTP/1.1\r\nHost: [::1]:80\r\nConnection: close\r\n" + Key + "\r\n", 200)]
    [InlineData("GET /vms/v2?ids=%ZZ&&=&a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + Key + "\r\n", 200)]
    [InlineData("HEAD /vms/v2 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 404)]
    [InlineData("GET /vms/v2 HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET /vms/v2 HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421)]
    [InlineData("GET /vms/v2 HTTP/1.1\r\nHost: 192.168.1.7\r\n\r\n", 421)]
    [InlineData("GET /vms/v2 HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("GET /vms/v2 HTTP/2.0\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("GET vms/v2 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("GET /vms/v2\r\n\r\n", 400)]
    [InlineData("GET  /vms/v2 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("G(T /vms/v2 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("GET /vms/v2 HTTP/1.1\r\nHost: localhost\r\n folded\r\n\r\n", 400)]
    [InlineData("GET /vms/v2 HTTP/1.1\r\nHost: localhost\r\nBad Name: 1\r\n\r\n", 400)]
    [InlineData("GET /vms/v2 HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n", 400)]
    [InlineData("\r\n\r\n\r\n", 400)]
    [InlineData("POST /marketplace/offers HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", 400)]
    [InlineData("POST /marketplace/offers HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n{}", 400)]
    [InlineData("POST /marketplace/offers HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}", 400)]
    [InlineData("POST /marketplace/offers HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\n", 400)]
    [InlineData("POST /marketplace/offers HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", 400)]
    [InlineData("POST /marketplace/offers HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n", 400)]
    [InlineData("POST /marketplace/offers HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1048577\r\n\r\n", 413)]
    [InlineData("POST /marketplace/offers HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999\r\n\r\n", 413)]
    [InlineData("POST /marketplace/offers HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n7FFFFFFF\r\n", 413)]
    public async Task Each_request_gets_its_status_however_strange_it_is(string request, int status)
    {
        var response = await Exchange(request);

        Assert.StartsWith(FormattableString.Invariant($"HTTP/1.1 {status} "), response, StringComparison.Ordinal);
        Assert.Equal(200, (await OverPort().Get("vms/v3")).Status);
    }

    [Fact]
    public async Task A_body_of_one_MiB_is_read_and_one_byte_more_is_413()
    {
        using var client = OverPort();
        var fits = "{".PadRight((1024 * 1024) - 1, ' ') + "}";

        Assert.Equal(200, (await client.Post("marketplace/offers", fits)).Status);
        Assert.Equal(413, (await client.Post("marketplace/offers", fits + " ")).Status);
    }

    [Fact]
    public async Task Too_many_or_too_long_headers_are_431()
    {
        var many = string.Concat(Enumerable.Range(0, 101).Select(number => FormattableString.Invariant($"X-{number}: 1\r\n")));
        var lengthy = $"X: {new string('a', 40_000)}\r\n";

        Assert.StartsWith("HTTP/1.1 431 ", await Exchange($"GET / HTTP/1.1\r\n{many}\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 431 ", await Exchange($"GET / HTTP/1.1\r\n{lengthy}\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_goes_in_the_middle_of_a_request_changes_nothing()
    {
        using (var raw = new RawClient(_uri))
        {
            await raw.Send(
                $"POST /vms/v3 HTTP/1.1\r\nHost: localhost\r\n{Key}Content-Type: application/json\r\nContent-Length: 500\r\n\r\n{{");
            raw.EndSending();
            Assert.Equal(string.Empty, await raw.ReadToEnd());
        }

        Assert.Equal(0, _emulator.CountOf("CreateVm"));
    }

    [Theory]
    [InlineData(EmulatorFaultKind.DropBefore, 8)]
    [InlineData(EmulatorFaultKind.DropAfter, 9)]
    public async Task A_planted_drop_resets_the_connection(EmulatorFaultKind kind, int vms)
    {
        _emulator.SetFault(new EmulatorFault { Operation = "CreateVm", Kind = kind, Count = 1 });
        using var client = OverPort();

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => client.Order());

        Assert.True(error.GetBaseException() is SocketException { SocketErrorCode: SocketError.ConnectionReset }, error.ToString());
        Assert.Equal(vms, (await client.Vms()).Count);
    }

    [Fact]
    public async Task Garbage_and_throttling_look_the_same_over_the_port()
    {
        _emulator.SetFault(new EmulatorFault { Operation = "ListVms", Kind = EmulatorFaultKind.Garbage, Count = 1 });
        using var client = OverPort();
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => client.Get("vms/v3").GetAwaiter().GetResult().Json);

        _emulator.SetFault(
            new EmulatorFault { Operation = "ListVms", Kind = EmulatorFaultKind.Throttle, RetryAfter = TimeSpan.FromSeconds(3) });

        Assert.Equal(
            (429, TimeSpan.FromSeconds(3)),
            await client.Get("vms/v3") is var response ? (response.Status, response.RetryAfter) : default);
    }

    [Fact]
    public async Task The_end_releases_the_port()
    {
        using var client = OverPort();
        await client.Get("vms/v3");
        _emulator.Dispose();

        await Assert.ThrowsAsync<HttpRequestException>(() => client.Get("vms/v3"));
        using var next = new VmEmulator();
        Assert.Equal(_uri, next.Listen(_uri.Port));
    }

    [Fact]
    public void A_port_that_is_taken_is_said_so()
    {
        using var other = new VmEmulator();

        var error = Assert.Throws<IOException>(() => other.Listen(_uri.Port));

        Assert.StartsWith(
            $"The emulator can't listen on port {_uri.Port.ToString(CultureInfo.InvariantCulture)}",
            error.Message,
            StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => _emulator.Listen());
        Assert.False(other.IsListening);
    }

    public void Dispose() => _emulator.Dispose();

    private EmulatorClient OverPort() => new(new SocketsHttpHandler(), _uri, _emulator.ApiKey);

    private async Task<string> Exchange(string request)
    {
        using var raw = new RawClient(_uri);
        await raw.Send(Encoding.Latin1.GetBytes(request));
        return await raw.ReadToEnd();
    }
}
