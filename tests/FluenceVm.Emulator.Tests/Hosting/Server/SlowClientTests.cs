using FluenceVm.Emulator.Hosting.Server;
using FluenceVm.Emulator.Tests.Support;

namespace FluenceVm.Emulator.Tests.Hosting.Server;

/// <summary>Clients that take their time are turned away, and others don't notice.</summary>
public sealed class SlowClientTests : IDisposable
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);
    private readonly VmEmulator _emulator = new();

    [Theory]
    [InlineData("GET /vms/v3 HTTP/1.1\r\nHost: local")]
    [InlineData("POST /marketplace/offers HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{")]
    [InlineData("POST /marketplace/offers HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{")]
    public async Task Half_a_request_is_408_and_others_are_served_meanwhile(string half)
    {
        var uri = _emulator.Listen(0, new ServerLimits { Request = Short });
        var slow = Enumerable.Range(0, 50).Select(_ => new RawClient(uri)).ToList();
        await Task.WhenAll(slow.Select(client => client.Send(half)));
        using var other = new EmulatorClient(new SocketsHttpHandler(), uri, _emulator.ApiKey);

        Assert.Equal(200, (await other.Get("vms/v3")).Status);

        foreach (var client in slow)
        {
            Assert.StartsWith("HTTP/1.1 408 ", await client.ReadToEnd(), StringComparison.Ordinal);
            client.Dispose();
        }
    }

    [Fact]
    public async Task A_drop_at_a_time_does_not_extend_the_deadline()
    {
        var uri = _emulator.Listen(0, new ServerLimits { Request = Short });
        using var slow = new RawClient(uri);
        using var sending = new CancellationTokenSource();
        var dripping = Drip(slow, sending.Token);

        var response = await slow.ReadToEnd();

        await sending.CancelAsync();
        await dripping;
        Assert.StartsWith("HTTP/1.1 408 ", response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_connection_is_closed_without_a_word()
    {
        var uri = _emulator.Listen(0, new ServerLimits { Idle = Short });
        using var silent = new RawClient(uri);

        Assert.Equal(string.Empty, await silent.ReadToEnd());
    }

    [Fact]
    public async Task A_client_that_does_not_take_its_answer_is_dropped()
    {
        var uri = _emulator.Listen(0, new ServerLimits { Answer = Short });
        using var greedy = new RawClient(uri);
        const string Request = "GET /vms/v3 HTTP/1.1\r\nHost: localhost\r\nX-API-KEY: emulator-key-not-a-secret\r\n\r\n";

        // Answers that nobody reads fill the sockets' buffers until the server gives up on writing, and then on the connection.
        await Assert.ThrowsAsync<IOException>(async () =>
        {
            for (var i = 0; i < 1_000_000; i++)
            {
                await greedy.Send(Request);
            }
        });
    }

    [Fact]
    public async Task One_connection_too_many_takes_the_place_of_the_one_silent_longest()
    {
        var uri = _emulator.Listen(0, new ServerLimits { Connections = 3 });
        using var first = new RawClient(uri);
        using var second = new RawClient(uri);
        using var third = new RawClient(uri);
        using var fourth = new EmulatorClient(new SocketsHttpHandler(), uri, _emulator.ApiKey);

        Assert.Equal(200, (await fourth.Get("vms/v3")).Status);

        Assert.Equal(string.Empty, await first.ReadToEnd());
    }

    public void Dispose() => _emulator.Dispose();

    private static async Task Drip(RawClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.Send("GET /vms/v3 HTTP/1.1\r\nX: ");
            while (!cancellationToken.IsCancellationRequested)
            {
                await client.Send("a");
                await Task.Delay(10, cancellationToken);
            }
        }
        catch (Exception end) when (end is IOException or OperationCanceledException)
        {
            // The server has closed its side, which is what the test is about.
        }
    }
}
