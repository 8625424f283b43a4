using System.Net;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Model.Errors;
using FluenceVm.Tests.Support;

namespace FluenceVm.Clouds.Tests.Http;

/// <summary>A proxy that opens no tunnel: nothing was sent, and nothing is tried again.</summary>
public sealed class ProxyTests
{
    private static async Task<(CloudConnectionException Error, int Attempts)> AskAsync(Func<HttpResponseMessage> respond)
    {
        using var transport = new CountingTransport(respond);
        using var connection = Connections.To(new Uri("https://service.invalid/"), transport: transport);
        var client = await connection.OpenAsync(null, CancellationToken.None);
        var error = await Assert.ThrowsAsync<CloudConnectionException>(() => client.ListVmsAsync(new(), _ => { }, CancellationToken.None));
        return (error, transport.Attempts);
    }

    [Theory]
    [InlineData("407")]
    [InlineData("403")]
    [InlineData("502")]
    public async Task A_refused_tunnel_is_a_connection_that_never_opened(string status)
    {
        var (error, attempts) = await AskAsync(() => throw new HttpRequestException(
            HttpRequestError.ProxyTunnelError,
            $"The proxy tunnel request to proxy 'http://user:secret@proxy.invalid/' failed with status code '{status}'."));
        Assert.False(error.MayHaveArrived);
        Assert.Equal(1, attempts);
        Assert.Contains(status, error.Message, StringComparison.Ordinal);
        Assert.Contains("HTTPS_PROXY", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_407_as_NET_Framework_hands_it_on_is_the_proxys()
    {
        var (error, attempts) = await AskAsync(() => new HttpResponseMessage(HttpStatusCode.ProxyAuthenticationRequired));
        Assert.False(error.MayHaveArrived);
        Assert.Equal(1, attempts);
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, false)]
    [InlineData(HttpRequestError.ConnectionError, false)]
    [InlineData(HttpRequestError.SecureConnectionError, false)]
    [InlineData(HttpRequestError.ResponseEnded, true)]
    [InlineData(HttpRequestError.InvalidResponse, true)]
    [InlineData(HttpRequestError.Unknown, true)]
    public async Task What_failed_after_the_connection_was_open_may_have_arrived(HttpRequestError failure, bool mayHaveArrived) =>
        Assert.Equal(mayHaveArrived, (await AskAsync(() => throw new HttpRequestException(failure))).Error.MayHaveArrived);

    [Fact]
    public async Task Every_request_says_what_sent_it()
    {
        await using var server = new LoopbackServer(exchange => exchange.RespondAsync(200, "[]"));
        using var connection = Connections.To(server.Uri);
        await connection.ListAsync();
        Assert.Matches(@"^FluenceVm/\d+\.\d+\.\d+$", server.Seen[0].Headers["User-Agent"]);
    }

    private sealed class CountingTransport(Func<HttpResponseMessage> respond) : HttpMessageHandler
    {
        public int Attempts { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Attempts++;
            return Task.FromResult(respond());
        }
    }
}
