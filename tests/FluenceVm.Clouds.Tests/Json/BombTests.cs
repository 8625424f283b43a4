using System.IO.Compression;
using System.Text;
using FluenceVm.Clouds.Cudos;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Tests.Cudos;
using FluenceVm.Clouds.Tests.Fluence.Cloud;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Model;
using FluenceVm.Model.Errors;
using FluenceVm.Tests.Support;

namespace FluenceVm.Clouds.Tests.Json;

/// <summary>Answers that are made to hurt their reader end in one clear error, before much of them was read.</summary>
public class BombTests
{
    // What one value may have, and the buffer that it outgrew.
    private const long MostRead = 32 * 1024 * 1024;

    private static readonly Dictionary<string, Call> Calls = new()
    {
        ["v2 list"] = Fluence(FluenceApiVersion.MarketV2, client => client.ListVmsAsync(new(), _ => { }, default), "[", "]"),
        ["v3 list"] = Fluence(FluenceApiVersion.MarketV3, client => client.ListVmsAsync(new(), _ => { }, default), "[", "]"),
        ["v3 statuses"] = Fluence(FluenceApiVersion.MarketV3, client => client.GetStatusesAsync([Connections.Id(1)], default), "[", "]"),
        ["v3 images"] = Fluence(FluenceApiVersion.MarketV3, client => client.ListImagesAsync(default), "[", "]"),
        ["v3 SSH keys"] = Fluence(FluenceApiVersion.MarketV3, client => client.ListSshKeysAsync(default), "[", "]"),
        ["v3 estimate"] = Fluence(FluenceApiVersion.MarketV3, client => client.EstimateAsync(new(), 1, default), "", ""),
        ["v3 hardware"] = Fluence(FluenceApiVersion.MarketV3, client => client.ListHardwareAsync(default), "", ""),
        ["Cloud statuses"] = Fluence(
            FluenceApiVersion.Cloud,
            client => client.GetStatusesAsync([ScriptedCloud.Id(1)], default),
            """{"pagination":{"currentPage":1,"totalPages":1},"items":[""",
            "]}"),
        ["Cloud SSH keys"] = Fluence(
            FluenceApiVersion.Cloud,
            client => client.ListSshKeysAsync(default),
            """{"pagination":{"currentPage":1,"totalPages":1},"items":[""",
            "]}"),
        ["Cloud balance"] = Fluence(FluenceApiVersion.Cloud, client => client.ListBalancesAsync(default), """{"items":[""", "]}"),
        ["Cudos list"] = Cudos(client => client.ListMachinesAsync(null, null, _ => { }, default), """{"data":[""", "]}"),
        ["Cudos types"] = Cudos(client => client.ListMachineTypesAsync(_ => { }, default), """{"data":[""", "]}"),
        ["Cudos machine"] = Cudos(client => client.FindMachineAsync("m", default), """{"data":""", "}"),
        ["Cudos image"] = Cudos(client => client.FindImageAsync("m", default), """{"data":""", "}"),
    };

    public static TheoryData<string> Names => [.. Calls.Keys];

    public static TheoryData<string> ShortLists => new("v3 statuses", "v3 images", "v3 SSH keys", "Cloud balance", "Cudos types");

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Depth(string name)
    {
        var call = Calls[name];
        await FailAsync(call, new BombService(call.Before + "{\"id\":" + new string('[', 100_000)), "depth");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_text_without_end(string name)
    {
        var call = Calls[name];
        Assert.InRange(
            await FailAsync(call, new BombService(call.Before + "{\"id\":\"", new string('x', 64 * 1024)), "more than 16 MiB"),
            0,
            MostRead);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_number_without_end(string name)
    {
        var call = Calls[name];
        Assert.InRange(
            await FailAsync(call, new BombService(call.Before + "{\"credit\":", new string('7', 64 * 1024)), "more than 16 MiB"),
            0,
            MostRead);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task White_space_without_end(string name)
    {
        var call = Calls[name];
        Assert.InRange(await FailAsync(call, new BombService("", new string(' ', 64 * 1024)), "more than 16 MiB"), 0, MostRead);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_object_without_end(string name)
    {
        var call = Calls[name];
        var properties = string.Concat(Enumerable.Range(0, 4000).Select(number => $"\"p{number}\":0,"));
        Assert.InRange(await FailAsync(call, new BombService(call.Before + "{", properties), "16 MiB", "Duplicate"), 0, MostRead);
    }

    [Theory]
    [MemberData(nameof(ShortLists))]
    public async Task A_short_list_without_end(string name)
    {
        var call = Calls[name];
        Assert.InRange(await FailAsync(
            call,
            new BombService(call.Before, string.Concat(Enumerable.Repeat("{\"id\":\"0x1\"},", 4000))),
            "more than 16 MiB"), 0, MostRead);
    }

    [Fact]
    public async Task Pages_without_end()
    {
        var items = string.Join(",", Enumerable.Repeat("""{"id":"0x1","fingerprint":"SHA256:x"}""", 1000));
        using var service = new ScriptedCloud
        {
            ["GET v3/ssh-keys"] = request =>
                CloudReply.Ok($$"""{"items":[{{items}}],"pagination":{"currentPage":{{request["page"]}},"totalPages":1000000000} }"""),
        };
        var exception = await Assert.ThrowsAsync<InvalidResponseException>(() => service.Client.ListSshKeysAsync(default));
        Assert.Contains("more than 100000 items", exception.Message, StringComparison.Ordinal);
        Assert.InRange(service.Sent.Count, 100, 110);
    }

    [Fact]
    public async Task A_small_answer_that_unpacks_into_a_huge_one()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync("[{\"id\":\""u8.ToArray());
            var part = Encoding.UTF8.GetBytes(new string('x', 1024 * 1024));
            for (var i = 0; i < 512; i++)
            {
                await gzip.WriteAsync(part);
            }
        }
        await using var server = new LoopbackServer(exchange => exchange.RespondAsync(200, packed.ToArray(), "Content-Encoding: gzip"));
        using var connection = Connections.To(server.Uri);
        var allocated = GC.GetTotalAllocatedBytes();
        var exception = await Assert.ThrowsAsync<InvalidResponseException>(() => connection.ListAsync());
        Assert.Contains("more than 16 MiB", exception.Message, StringComparison.Ordinal);
        // Growing buffers and the tests beside this one allocate too; the text alone would be a GiB.
        Assert.InRange(GC.GetTotalAllocatedBytes() - allocated, 0, 512L * 1024 * 1024);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_property_that_is_there_twice(string name)
    {
        var call = Calls[name];
        var property = name switch
        {
            "v3 estimate" => "depositEpochs",
            "v3 hardware" => "cpu",
            "Cloud balance" => "balance",
            "v3 SSH keys" or "Cloud SSH keys" => "fingerprint",
            _ => "id"
        };
        await FailAsync(call, new BombService($"{call.Before}{{\"{property}\":null,\"{property}\":null}}{call.After}"), property);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_error_answer_without_end(string name)
    {
        var service = new BombService("{\"error\":\"", new string('x', 64 * 1024), status: 400);
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => Calls[name].Run(service));
        Assert.True(exception is FluenceApiException { Status: 400 } or ContractException { Status: 400 }, exception.ToString());
        Assert.InRange(exception.Message.Length, 0, 2500);
        Assert.InRange(service.BytesRead, 0, 1024 * 1024);
    }

    [Fact]
    public async Task A_number_beyond_all_numbers_is_said_and_the_rest_comes()
    {
        var digits = new string('9', 1_000_000);
        await using var server = new LoopbackServer(
            exchange =>
                exchange.RespondAsync(
                    200,
                    $$"""
                        [{"id":"0x1","pricePerEpoch":{{digits}},"totalSpent":1e999999999,"ports":[{"port":-{{digits}},
                        "protocol":"tcp"}]},{"id":"0x2"}]
                        """));
        using var connection = Connections.To(server.Uri);
        var vms = new List<Vm>();
        var client = await connection.OpenAsync(null, default);
        var exception = await Assert.ThrowsAsync<InvalidResponseException>(() => client.ListVmsAsync(new(), vms.Add, default));
        Assert.Equal(["0x1", "0x2"], vms.Select(vm => vm.Id));
        Assert.Contains("the price of 0x1 is 9999", exception.Message, StringComparison.Ordinal);
        Assert.InRange(exception.Message.Length, 0, 1000);
    }

    private static Call Fluence(FluenceApiVersion version, Func<IFluenceClient, Task> call, string before, string after) => new(
        async service =>
        {
            using var connection = Connections.To(new Uri("https://bomb.test/"), version, transport: service);
            await call(await connection.OpenAsync(null, default));
        },
        before,
        after);

    private static Call Cudos(Func<CudosClient, Task> call, string before, string after) => new(
        async service =>
        {
            using var connection = FakeNode.Connect(
                new CudosConnectionOptions { Nodes = [new Uri("https://bomb.test/")], Transport = service });
            await call(connection.Open(null));
        },
        before,
        after);

    /// <summary>How much was read when the error came, which names one of the reasons.</summary>
    private static async Task<long> FailAsync(Call call, BombService service, params string[] reasons)
    {
        var exception = await Assert.ThrowsAsync<InvalidResponseException>(() => call.Run(service));
        Assert.True(reasons.Any(each => exception.Message.Contains(each, StringComparison.OrdinalIgnoreCase)), exception.Message);
        Assert.InRange(exception.Message.Length, 0, 1000);
        return service.BytesRead;
    }

    private sealed record Call(Func<HttpMessageHandler, Task> Run, string Before, string After);
}
