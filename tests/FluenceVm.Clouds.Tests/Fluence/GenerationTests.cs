using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Tests.Fluence;

public class GenerationTests
{
    [Theory]
    [InlineData(200, FluenceApiVersion.V3)]
    [InlineData(404, FluenceApiVersion.V2)]
    [InlineData(405, FluenceApiVersion.V2)]
    public async Task Auto_settles_the_generation_with_one_read(int status, FluenceApiVersion expected)
    {
        await using var server = new LoopbackServer(exchange => exchange.RespondAsync(exchange.Target == "/vms/v3" ? status : 200, "[]"));
        using var connection = Connections.To(server.Uri, FluenceApiVersion.Auto);
        Assert.Equal(FluenceApiVersion.Auto, connection.ApiVersion);

        var clients = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => connection.OpenAsync(null, CancellationToken.None)));

        Assert.All(clients, client => Assert.Equal(expected, client.ApiVersion));
        Assert.Equal(expected, connection.ApiVersion);
        Assert.Equal("GET", Assert.Single(server.Seen).Method);
    }

    [Fact]
    public async Task A_refused_read_settles_nothing()
    {
        var status = 403;
        await using var server = new LoopbackServer(exchange => exchange.RespondAsync(status, "{\"error\":\"Auth failed. No such API Key\"}"));
        using var connection = Connections.To(server.Uri, FluenceApiVersion.Auto);

        var exception = await Assert.ThrowsAsync<FluenceApiException>(() => connection.OpenAsync(null, CancellationToken.None));
        Assert.Equal("Auth failed. No such API Key", exception.ServiceText);
        Assert.Equal(FluenceApiVersion.Auto, connection.ApiVersion);

        status = 200;
        Assert.Equal(FluenceApiVersion.V3, (await connection.OpenAsync(null, CancellationToken.None)).ApiVersion);
    }

    [Fact]
    public async Task The_endless_list_of_a_busy_account_is_not_read_to_settle()
    {
        await using var server = new LoopbackServer(async exchange =>
        {
            await exchange.BeginAsync(200);
            await Task.Delay(Timeout.Infinite, exchange.Stopped);
        });
        using var connection = Connections.To(server.Uri, FluenceApiVersion.Auto);

        Assert.Equal(FluenceApiVersion.V3, (await connection.OpenAsync(null, CancellationToken.None)).ApiVersion);
    }

    [Fact]
    public async Task Cloud_is_not_spoken_yet()
    {
        using var connection = Connections.To(new Uri("http://127.0.0.1:9/"), FluenceApiVersion.Cloud);

        var exception = await Assert.ThrowsAsync<NotSupportedException>(() => connection.OpenAsync(null, CancellationToken.None));
        Assert.Contains("V2 and V3", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_base_path_of_the_endpoint_is_kept()
    {
        await using var server = new LoopbackServer(exchange => exchange.RespondAsync(200, "[]"));
        using var connection = Connections.To(new Uri(server.Uri, "gateway/fluence"));
        await connection.ListAsync();

        Assert.Equal("/gateway/fluence/vms/v3", Assert.Single(server.Seen).Target);
    }
}
