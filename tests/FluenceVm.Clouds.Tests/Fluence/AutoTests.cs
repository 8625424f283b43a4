using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Journal;
using FluenceVm.Clouds.Tests.Fluence.Cloud;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Emulator;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Tests.Fluence;

/// <summary>Which generation Auto finds, by what a server answers to a few reads.</summary>
public class AutoTests
{
    private static ScriptedCloud Server(int vpcs, int v3 = 404, int v2 = 404) => new()
    {
        ["GET v3/vpcs"] = _ => new CloudReply(vpcs, "{}"),
        ["GET vms/v3"] = _ => new CloudReply(v3, "[]"),
        ["GET vms/v2"] = _ => new CloudReply(v2, "[]"),
    };

    private static FluenceConnection Connect(ScriptedCloud service) =>
        Connections.To(new Uri("https://cloud.test/"), FluenceApiVersion.Auto, service.Time, transport: service);

    [Theory]
    [InlineData(401, 200, 200, FluenceApiVersion.Cloud, 1)]
    [InlineData(400, 200, 200, FluenceApiVersion.Cloud, 1)]
    [InlineData(404, 200, 200, FluenceApiVersion.MarketV3, 2)]
    [InlineData(403, 200, 200, FluenceApiVersion.MarketV3, 2)]
    [InlineData(200, 200, 200, FluenceApiVersion.MarketV3, 2)]
    [InlineData(405, 200, 200, FluenceApiVersion.MarketV3, 2)]
    [InlineData(404, 404, 200, FluenceApiVersion.MarketV2, 3)]
    [InlineData(404, 405, 200, FluenceApiVersion.MarketV2, 3)]
    public async Task It_finds_the_generation_by_reads_once_per_connection(int vpcs, int v3, int v2, FluenceApiVersion expected, int reads)
    {
        using var service = Server(vpcs, v3, v2);
        using var connection = Connect(service);

        var clients = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => connection.OpenAsync(null, default)));

        Assert.All(clients, client => Assert.Equal(expected, client.ApiVersion));
        Assert.Equal(reads, service.Sent.Count);
        Assert.All(service.Sent, request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task The_first_read_goes_without_the_key()
    {
        using var service = Server(401);
        using var connection = Connect(service);

        await connection.OpenAsync(null, default);

        var headers = Assert.Single(service.Sent).Headers;
        Assert.False(headers.ContainsKey("X-API-KEY") || headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task A_server_that_speaks_none_of_them_is_told_to_be_too_old()
    {
        using var service = Server(404);
        service["GET v2/vms"] = _ => CloudReply.Ok("""{"items":[],"pagination":{"currentPage":0,"totalPages":0}}""");
        using var connection = Connect(service);

        var failure = await Assert.ThrowsAsync<NotSupportedException>(() => connection.OpenAsync(null, default));

        Assert.Contains("older than version 0.14", failure.Message, StringComparison.Ordinal);
        Assert.Equal(FluenceApiVersion.Auto, connection.ApiVersion);
    }

    [Theory]
    [InlineData(404, 401, 401)]
    [InlineData(404, 403, 403)]
    [InlineData(403, 403, 403)]
    [InlineData(500, 200, 500)]
    [InlineData(404, 500, 500)]
    public async Task A_refusal_or_an_outage_is_an_error_and_settles_nothing(int vpcs, int v3, int expected)
    {
        using var service = Server(vpcs, v3, 200);
        using var connection = Connect(service);

        Assert.Equal(expected, (await Assert.ThrowsAsync<FluenceApiException>(() => connection.OpenAsync(null, default))).Status);
        Assert.Equal(FluenceApiVersion.Auto, connection.ApiVersion);
    }

    [Fact]
    public async Task The_account_is_the_one_that_the_service_names_and_is_asked_for_once()
    {
        using var service = Server(401);
        service["GET v3/account"] = _ => CloudReply.Ok("""{"id":"account-7","email":"a@b.invalid","permissions":["vms:read"]}""");
        service["GET v3/service/status"] = _ => CloudReply.Ok("""{"maintenanceMode":false,"version":"0.15.1"}""");
        using var connection = Connect(service);

        var accounts = new[] { await connection.GetAccountAsync(default), await connection.GetAccountAsync(default) };

        Assert.All(accounts, account => Assert.Equal("account-7", account.Id));
        Assert.Single(service.Of("GET v3/account"));
        var introduction = await connection.IntroduceAsync(default);
        Assert.Equal(("0.15.1", "vms:read"), (introduction.ServiceVersion, Assert.Single(introduction.Permissions!)));
    }

    [Fact]
    public async Task A_key_that_may_not_read_the_account_stands_for_it_by_its_hash()
    {
        using var service = Server(401);
        service["GET v3/account"] = _ => CloudReply.Error(403, "forbidden", "AccountRead");
        using var connection = Connect(service);

        var account = await connection.GetAccountAsync(default);

        Assert.Equal(FluenceVm.Clouds.Journal.Account.IdOf(Connections.CanaryKey), account.Id);
        Assert.DoesNotContain(Connections.CanaryKey, account.Id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_emulator_is_the_same_account_from_another_process_and_a_new_one_at_its_address_is_another()
    {
        using var emulator = new VmEmulator();
        using var reborn = new VmEmulator();

        var own = await AccountOfAsync(emulator, FluenceApiVersion.MarketV3, emulator.InstanceId.ToString("N"));

        Assert.Equal(own, await AccountOfAsync(emulator, FluenceApiVersion.MarketV3));
        Assert.Equal(own, await AccountOfAsync(emulator, FluenceApiVersion.Cloud));
        Assert.NotEqual(own, await AccountOfAsync(reborn, FluenceApiVersion.MarketV3));
    }

    private static async Task<Account> AccountOfAsync(VmEmulator emulator, FluenceApiVersion version, string? id = null)
    {
        using var connection = new FluenceConnection(new FluenceConnectionOptions
        {
            Endpoint = new Uri("http://localhost:8080/"),
            ApiKey = Connections.Secure(emulator.ApiKey),
            ApiVersion = version,
            EmulatorId = id,
            Transport = emulator.CreateHandler(),
        });
        return await connection.GetAccountAsync(CancellationToken.None);
    }
}
