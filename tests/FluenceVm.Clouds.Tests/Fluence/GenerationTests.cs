using FluenceVm.Clouds.Tests.Cudos;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Model;
using FluenceVm.Model.Errors;
using FluenceVm.Tests.Support;

namespace FluenceVm.Clouds.Tests.Fluence;

public class GenerationTests
{
    [Fact]
    public async Task A_refused_read_settles_nothing()
    {
        var status = 403;
        await using var server = new LoopbackServer(
            exchange => exchange.RespondAsync(status, "{\"error\":\"Auth failed. No such API Key\"}"));
        using var connection = Connections.To(server.Uri, FluenceApiVersion.Auto);

        var exception = await Assert.ThrowsAsync<FluenceApiException>(() => connection.OpenAsync(null, CancellationToken.None));
        Assert.Equal("Auth failed. No such API Key", exception.ServiceText);
        Assert.Equal(FluenceApiVersion.Auto, connection.ApiVersion);

        status = 200;
        Assert.Equal(FluenceApiVersion.MarketV3, (await connection.OpenAsync(null, CancellationToken.None)).ApiVersion);
    }

    [Fact]
    public async Task The_endless_list_of_a_busy_account_is_not_read_to_settle()
    {
        await using var server = new LoopbackServer(async exchange =>
        {
            if (exchange.Target != "/vms/v3")
            {
                await exchange.RespondAsync(404, "{}");
                return;
            }
            await exchange.BeginAsync(200);
            await Task.Delay(Timeout.Infinite, exchange.Stopped);
        });
        using var connection = Connections.To(server.Uri, FluenceApiVersion.Auto);

        Assert.Equal(FluenceApiVersion.MarketV3, (await connection.OpenAsync(null, CancellationToken.None)).ApiVersion);
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
