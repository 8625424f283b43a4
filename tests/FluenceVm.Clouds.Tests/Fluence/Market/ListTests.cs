using System.Collections.Specialized;
using FluenceVm.Clouds.Tests.Cudos;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Model;
using FluenceVm.Model.Errors;
using FluenceVm.Tests.Support;

namespace FluenceVm.Clouds.Tests.Fluence.Market;

public class ListTests
{
    private static string Fixture(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", name));

    private static async Task<List<Vm>> ListAsync(FluenceApiVersion version, string body)
    {
        await using var server = new LoopbackServer(exchange => exchange.RespondAsync(200, body));
        using var connection = Connections.To(server.Uri, version);
        return await connection.ListAsync();
    }

    private static async Task<InvalidResponseException> FailAsync(
        string body, List<Vm> arrived, FluenceApiVersion version = FluenceApiVersion.MarketV3)
    {
        await using var server = new LoopbackServer(exchange => exchange.RespondAsync(200, body));
        using var connection = Connections.To(server.Uri, version);
        var client = await connection.OpenAsync(null, CancellationToken.None);
        return await Assert.ThrowsAsync<InvalidResponseException>(() => client.ListVmsAsync(new(), arrived.Add, CancellationToken.None));
    }

    [Fact]
    public async Task Every_field_of_the_seeds_example_arrives()
    {
        var vm = Assert.Single(await ListAsync(FluenceApiVersion.MarketV2, $"[{Fixture("vm-v2.json")}]"));

        Assert.Equal("0x0000000000000000000000000000000000000001", vm.Id);
        Assert.Equal("vm-name", vm.Name);
        Assert.True(vm.Status == VmStatus.Active);
        Assert.Equal("ACTIVE", vm.Status);
        Assert.Equal(0.298160m, vm.PricePerEpoch);
        Assert.Equal(0.01242333m, vm.PricePerHour);
        Assert.Equal("USDC", vm.Currency);
        Assert.Equal((2, 4m, 25m), (vm.CpuCount, vm.MemoryGiB, vm.StorageGiB));
        Assert.Equal(nameof(FluenceApiVersion.MarketV2), vm.ApiVersion);
        Assert.Equal(
            ["2 vCPU VCPU", "4 GiB RAM", "25 GiB STORAGE", "1 count PUBLIC_IP"],
            vm.Resources.Select(resource => resource.ToString()));
        Assert.Equal("7702p", vm.Resources[0].Details["model"]);
        Assert.Equal(["architecture", "brand", "generation", "manufacturer"], vm.Resources[0].Metadata.Keys.Cast<string>());
        Assert.Equal(3600L, vm.Resources[1].Details["SPEED"]);
        Assert.Equal(15000L, vm.Resources[2].Details["sequentialWriteSpeed"]);
        Assert.Empty(vm.Resources[3].Details);
        Assert.Equal("4", vm.Resources[3].Metadata["version"]);
        Assert.Null(vm.Datacenter);
        Assert.Null(vm.PublicIp);
        Assert.Null(vm.Ports);
    }

    [Fact]
    public async Task Every_field_of_a_v3_vm_arrives()
    {
        var vm = Assert.Single(await ListAsync(FluenceApiVersion.MarketV3, $"[{Fixture("vm-v3.json")}]"));

        Assert.Equal("0x0B08D9233ed01f4697d4b6C5814bc6d9f0cB8F99", vm.Id);
        Assert.Equal("web-1", vm.Name);
        Assert.Equal(VmStatus.Active, vm.Status);
        Assert.Equal(0.30697m, vm.PricePerEpoch);
        Assert.Equal((4, 8m, 25m), (vm.CpuCount, vm.MemoryGiB, vm.StorageGiB));
        Assert.Equal("203.0.113.7", vm.PublicIp);
        Assert.Equal("PL", vm.Country);
        Assert.Equal("PL-WAW-1", vm.Datacenter!.ToString());
        Assert.Equal(("dc-1", 3), (vm.Datacenter.Id, vm.Datacenter.Tier));
        Assert.Equal(["ISO 27001", "SOC 2"], vm.Datacenter.Certifications);
        Assert.Equal(["22/tcp", "53/udp"], vm.Ports!.Select(port => port.ToString()));
        Assert.Equal("https://cloud-images.example/ubuntu-22.04.img", vm.OsImage);
        Assert.Equal(new DateTimeOffset(2025, 11, 2, 9, 15, 30, 123, TimeSpan.Zero), vm.CreatedAt);
        Assert.Equal(new DateTimeOffset(2025, 11, 4, 9, 15, 30, TimeSpan.Zero), vm.NextBillingAt);
        Assert.Equal(new DateTimeOffset(2025, 3, 28, 16, 26, 38, TimeSpan.Zero).AddTicks(8087500), vm.StatusChangedAt);
        Assert.Equal((0.30697m, 2.4352m), (vm.ReservedBalance, vm.TotalSpent));
        var boost = Assert.IsType<OrderedDictionary>(vm.Resources[0].Details["boost"]);
        Assert.Equal(true, boost["enabled"]);
        Assert.Equal(new object[] { 3.55m, 3.7m }, boost["clocksGHz"]);
        Assert.Equal(nameof(FluenceApiVersion.MarketV3), vm.ApiVersion);
    }

    [Fact]
    public async Task What_is_missing_null_or_unknown_is_no_error()
    {
        var vms = await ListAsync(FluenceApiVersion.MarketV3, """
            [{"id":"0x1","status":"Defragmenting","datacenter":null,"publicIp":null,"ports":null,"vmName":null,"resources":null,
             "brandNew":{"a":[1]}},
             {"id":"no address","status":"ACTIVE","resources":[{"type":"QUANTUM","quantity":3,"metadata":null},{"type":"RAM",
              "supply":"8","units":"GiB","details":null}]},
             {}]
            """);

        Assert.Equal(["0x1", "no address", ""], vms.Select(vm => vm.Id));
        Assert.Equal("Defragmenting", vms[0].Status);
        Assert.Equal("3  QUANTUM", vms[1].Resources[0].ToString());
        Assert.Equal(8m, vms[1].MemoryGiB);
        Assert.Null(vms[2].PricePerEpoch);
    }

    [Fact]
    public async Task Arbitrary_details_lose_nothing()
    {
        var vm = Assert.Single(await ListAsync(FluenceApiVersion.MarketV3, """
            [{"id":"0x1","resources":[
                {"type":"RAM","details":{"Model":"a","model":"b","deep":[{"x":[null,false,12345678901234567890,1e400,-7]}]}},
                {"type":"RAM","details":["bare",2]}]}]
            """));

        var details = vm.Resources[0].Details;
        Assert.Equal(("a", "b"), (details["Model"], details["model"]));
        var deep = Assert.IsType<object[]>(details["deep"]);
        Assert.Equal(new object?[] { null, false, 12345678901234567890m, "1e400", -7L }, ((OrderedDictionary)deep[0])["x"]);
        Assert.Equal(new object[] { "bare", 2L }, vm.Resources[1].Details["value"]);
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><body>Welcome</body></html>", "it is HTML where a JSON array is expected")]
    [InlineData("[{\"id\":\"0x1\"},{\"id\":\"0x2\",\"vmNa", "it stops in the middle")]
    [InlineData("[{\"id\":\"0x1\"},", "it stops in the middle")]
    [InlineData("", "it is empty where a JSON array is expected")]
    [InlineData("  \r\n", "it is empty where a JSON array is expected")]
    [InlineData("null", "it is null where a JSON array is expected")]
    [InlineData("{\"items\":[]}", "it is a JSON object where a JSON array is expected")]
    [InlineData("Service ready", "it is not a JSON array")]
    [InlineData("[{\"id\":7}]", "$[0]")]
    [InlineData("[{\"id\":\"0x1\"}]]", "invalid after a single JSON value")]
    public async Task An_answer_that_is_no_list_says_what_it_is(string body, string expected)
    {
        var arrived = new List<Vm>();
        var exception = await FailAsync(body, arrived);

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.StartsWith("The response to GET /vms/v3 can't be read: ", exception.Message, StringComparison.Ordinal);
        Assert.Equal(("GET", "/vms/v3"), (exception.Method, exception.Path));
    }

    [Fact]
    public async Task What_arrived_before_a_cut_is_not_lost()
    {
        var arrived = new List<Vm>();
        await FailAsync("[{\"id\":\"0x1\"},{\"id\":\"0x2\"},{\"id\":\"0x", arrived);

        Assert.Equal(["0x1", "0x2"], arrived.Select(vm => vm.Id));
    }

    [Theory]
    [InlineData(FluenceApiVersion.MarketV3, "\"cheap\"")]
    [InlineData(FluenceApiVersion.MarketV3, "\"1,5\"")]
    [InlineData(FluenceApiVersion.MarketV3, "{\"amount\":1}")]
    [InlineData(FluenceApiVersion.MarketV3, "-1e40")]
    [InlineData(FluenceApiVersion.MarketV2, "\"298160\"")]
    [InlineData(FluenceApiVersion.MarketV2, "298160.5")]
    [InlineData(FluenceApiVersion.MarketV2, "true")]
    public async Task A_price_that_is_no_number_is_an_error_and_nothing_is_lost(FluenceApiVersion version, string price)
    {
        var arrived = new List<Vm>();
        var exception = await FailAsync(
            $$"""[{"id":"0x1"},{"id":"0x2","vmName":"b","pricePerEpoch":{{price}}},{"id":"0x3"}]""",
            arrived,
            version);

        Assert.Contains($"the price of 0x2 is {price}", exception.Message, StringComparison.Ordinal);
        Assert.Equal(["0x1", "0x2", "0x3"], arrived.Select(vm => vm.Id));
        Assert.Null(arrived[1].PricePerEpoch);
    }

    [Theory]
    [InlineData(FluenceApiVersion.MarketV2, "298160", "0.29816")]
    [InlineData(FluenceApiVersion.MarketV2, "\"0.298160\"", "0.29816")]
    [InlineData(FluenceApiVersion.MarketV3, "\"2.4352\"", "2.4352")]
    [InlineData(FluenceApiVersion.MarketV3, "\".30697\"", "0.30697")]
    [InlineData(FluenceApiVersion.MarketV3, "3", "3")]
    [InlineData(FluenceApiVersion.MarketV3, "2.5", "2.5")]
    public async Task Each_generation_has_its_price_unit(FluenceApiVersion version, string price, string expected)
    {
        var vm = Assert.Single(await ListAsync(version, $$"""[{"id":"0x1","pricePerEpoch":{{price}}}]"""));

        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), vm.PricePerEpoch);
    }

    [Fact]
    public async Task Bombs_end_in_an_error()
    {
        var deep = await FailAsync($"[{{\"id\":\"0x1\",\"x\":{new string('[', 10_000)}", []);
        Assert.Contains("depth", deep.Message, StringComparison.OrdinalIgnoreCase);

        var big = await FailAsync($"[{{\"id\":\"{new string('x', 17 * 1024 * 1024)}\"}}]", []);
        Assert.Contains("more than 16 MiB", big.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_vm_is_there_before_the_answer_ends()
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var vm = Fixture("vm-v3.json");
        await using var server = new LoopbackServer(async exchange =>
        {
            await exchange.BeginAsync(200);
            await exchange.ChunkAsync("[" + vm + ",");
            await seen.Task.WaitAsync(exchange.Stopped);
            for (var i = 1; i < 20_000; i++)
            {
                await exchange.ChunkAsync(i == 19_999 ? vm + "]" : vm + ",");
            }
            await exchange.EndAsync();
        });
        using var connection = Connections.To(server.Uri);
        var client = await connection.OpenAsync(null, CancellationToken.None);
        var count = 0;

        await client.ListVmsAsync(new(), _ => { count++; seen.TrySetResult(); }, CancellationToken.None);

        Assert.Equal(20_000, count);
    }

    [Fact]
    public async Task Output_that_fails_ends_the_reading_with_its_own_exception()
    {
        await using var server = new LoopbackServer(async exchange =>
        {
            await exchange.BeginAsync(200);
            await exchange.ChunkAsync("[{\"id\":\"0x1\"},");
            await Task.Delay(Timeout.Infinite, exchange.Stopped);
        });
        using var connection = Connections.To(server.Uri);
        var client = await connection.OpenAsync(null, CancellationToken.None);

        var exception = await Assert.ThrowsAsync<InvalidTimeZoneException>(
            () => client.ListVmsAsync(new(), _ => throw new InvalidTimeZoneException("enough"), CancellationToken.None));
        Assert.Equal("enough", exception.Message);
    }
}
