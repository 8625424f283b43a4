using FluenceVm.Clouds.Cudos;
using FluenceVm.Clouds.Http;
using FluenceVm.Model.Errors;
using FluenceVm.Tests.Support;

namespace FluenceVm.Clouds.Tests.Cudos;

/// <summary>Hosted nodes take their users' keys in the address: it goes along with every request, and is shown nowhere.</summary>
public sealed class NodeQueryTests
{
    private const string Secret = "not-a-real-key-1234";

    [Theory]
    [InlineData("?apikey=" + Secret)]
    [InlineData("?tenant=a&apikey=" + Secret)]
    public async Task A_nodes_query_goes_along_with_every_request(string query)
    {
        await using var server = new LoopbackServer(exchange => exchange.RespondAsync(200, """{"data":[]}"""));
        using var connection = Connect(new Uri(server.Uri, "path" + query));
        var client = connection.Open(null);
        await client.ListImagesAsync(_ => { }, CancellationToken.None);
        await client.ListMachinesAsync(FakeNode.Owner, null, _ => { }, CancellationToken.None);
        await client.FindBalanceAsync(CancellationToken.None);
        Assert.Equal(4, server.Seen.Count);
        Assert.All(server.Seen, exchange => Assert.StartsWith("/path/cos", exchange.Target, StringComparison.Ordinal));
        Assert.All(server.Seen, exchange => Assert.EndsWith(query[1..], exchange.Target, StringComparison.Ordinal));
        Assert.Contains("by_denom?denom=acudos&" + query[1..], server.Seen[^1].Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_in_no_report_and_no_error()
    {
        await using var server = new LoopbackServer(
            exchange => exchange.RespondAsync(403, $$"""{"code":7,"message":"the key {{Secret}} may not do this","details":[]}"""));
        using var connection = Connect(new Uri(server.Uri, "?apikey=" + Secret));
        var reports = new List<RequestReport>();
        var error = await Assert.ThrowsAsync<ContractException>(
            () => connection.Open(reports.Add).ListImagesAsync(_ => { }, CancellationToken.None));
        Assert.Contains("the key *** may not do this", error.Message, StringComparison.Ordinal);
        Assert.All([error.ToString(), error.ContractText!, .. reports.Select(report => report.ToString())], DoesNotTell);
    }

    [Fact]
    public async Task It_is_in_no_error_of_the_network()
    {
        var closed = new Uri("http://127.0.0.1:1/?apikey=" + Secret);
        using var one = Connect(closed);
        var error = await Assert.ThrowsAsync<CloudConnectionException>(
            () => one.Open(null).ListImagesAsync(_ => { }, CancellationToken.None));
        DoesNotTell(error.ToString());
        using var two = Connect(closed, closed);
        error = await Assert.ThrowsAsync<CloudConnectionException>(
            () => two.Open(null).ListImagesAsync(_ => { }, CancellationToken.None));
        DoesNotTell(error.ToString());
    }

    private static void DoesNotTell(string text) => Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);

    private static CudosConnection Connect(params Uri[] nodes) => FakeNode.Connect(nodes);
}
