using FluenceVm.Clouds.Http;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Tests.Support;

namespace FluenceVm.Clouds.Tests.Http;

/// <summary>What a support person needs of a request, and nothing that must not leave this machine.</summary>
public sealed class RequestReportTests
{
    private static async Task<(RequestReport Report, LoopbackExchange Request)> AskAsync(params string[] headers)
    {
        await using var server = new LoopbackServer(exchange => exchange.RespondAsync(200, "[]", headers));
        using var connection = Connections.To(server.Uri);
        var reports = new List<RequestReport>();
        await connection.ListAsync(reports.Add);
        return (reports[^1], server.Seen[^1]);
    }

    [Theory]
    [InlineData("X-Request-Id: 7f3c", "7f3c")]
    [InlineData("cf-ray: 8f-FRA", "8f-FRA")]
    [InlineData("X-Other: 1", null)]
    public async Task It_has_the_id_by_which_the_services_support_finds_the_request(string header, string? expected)
    {
        var (report, _) = await AskAsync(header);
        Assert.Equal(expected, report.RequestId);
        Assert.Equal(expected is not null, report.ToString().EndsWith(", request " + expected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_has_no_key_even_if_the_service_repeats_it_there()
    {
        var (report, request) = await AskAsync("X-Request-Id: key=" + Connections.CanaryKey);
        Assert.Equal(Connections.CanaryKey, request.Headers["X-API-KEY"]);
        Assert.Equal("key=***", report.RequestId);
    }

    [Fact]
    public async Task It_has_the_services_time_beside_this_machines()
    {
        var (report, _) = await AskAsync("Date: Mon, 02 Mar 2026 10:00:00 GMT");
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero), report.ServiceTime);
        Assert.NotNull(report.ReceivedAt);
    }

    [Fact]
    public async Task No_body_waits_for_leave_to_be_sent() =>
        Assert.DoesNotContain("Expect", (await AskAsync()).Request.Headers.Keys);
}
