using FluenceVm.Clouds.Tests.Fluence.Cloud;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Tests.Fluence;

/// <summary>Which generation Auto finds, by what a server answers to the two reads.</summary>
public class AutoTests
{
    private static ScriptedService Server(int cloud, int v3) => new(request => new Reply(
        request.Path switch { "/v2/vms" => cloud, "/vms/v3" => v3, _ => 404 }, request.Path == "/vms/v3" ? "[]" : CloudResponses.Page("")));

    [Theory]
    [InlineData(200, 200, FluenceApiVersion.Cloud, 1)]
    [InlineData(200, 404, FluenceApiVersion.Cloud, 1)]
    [InlineData(404, 200, FluenceApiVersion.MarketV3, 2)]
    [InlineData(405, 200, FluenceApiVersion.MarketV3, 2)]
    [InlineData(401, 200, FluenceApiVersion.MarketV3, 2)]
    [InlineData(403, 200, FluenceApiVersion.MarketV3, 2)]
    [InlineData(404, 404, FluenceApiVersion.MarketV2, 2)]
    [InlineData(404, 405, FluenceApiVersion.MarketV2, 2)]
    public async Task It_finds_the_generation_in_at_most_two_reads_once_a_connection(
        int cloud, int v3, FluenceApiVersion expected, int reads)
    {
        var service = Server(cloud, v3);
        using var connection = service.Connect(FluenceApiVersion.Auto);
        var clients = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => connection.OpenAsync(null, default)));

        Assert.All(clients, client => Assert.Equal(expected, client.ApiVersion));
        Assert.Equal(reads, service.Sent.Count);
        Assert.All(service.Sent, request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task A_server_that_answers_everything_with_an_array_is_none_of_this_generation()
    {
        using var connection = new ScriptedService(_ => Reply.Ok(" [")).Connect(FluenceApiVersion.Auto);
        Assert.Equal(FluenceApiVersion.MarketV3, (await connection.OpenAsync(null, default)).ApiVersion);
    }

    [Theory]
    [InlineData(401, 401, 401)]
    [InlineData(403, 403, 403)]
    [InlineData(401, 404, 401)]
    [InlineData(403, 405, 403)]
    [InlineData(404, 403, 403)]
    public async Task A_refused_key_is_an_error_and_settles_nothing(int cloud, int v3, int expected)
    {
        using var connection = Server(cloud, v3).Connect(FluenceApiVersion.Auto);

        Assert.Equal(expected, (await Assert.ThrowsAsync<FluenceApiException>(() => connection.OpenAsync(null, default))).Status);
        Assert.Equal(FluenceApiVersion.Auto, connection.ApiVersion);
    }

    [Fact]
    public async Task A_service_that_is_unwell_settles_nothing()
    {
        using var connection = Server(500, 200).Connect(FluenceApiVersion.Auto);

        await Assert.ThrowsAsync<FluenceApiException>(() => connection.OpenAsync(null, default));
        Assert.Equal(FluenceApiVersion.Auto, connection.ApiVersion);
    }
}
