using FluenceVm.Emulator.Tests.Support;
using FluenceVm.Tests.Support;

namespace FluenceVm.Emulator.Tests.Fluence;

/// <summary>Servers that have only some of the generations.</summary>
public sealed class GenerationTests : EmulatorTest
{
    [Theory]
    [InlineData(EmulatorGenerations.MarketV2, "vms/v2", "vms/v3", "v3/vms", "v3/service/status")]
    [InlineData(EmulatorGenerations.MarketV3, "vms/v3", "vms/v2", "v3/vms", "v3/service/status")]
    [InlineData(EmulatorGenerations.Cloud, "v3/vms", "vms/v2", "vms/v3", "marketplace/countries", "ssh_keys")]
    [InlineData(EmulatorGenerations.MarketV2 | EmulatorGenerations.MarketV3, "vms/v2", "v3/vms")]
    [InlineData(EmulatorGenerations.All, "v3/vms", "v2/vms", "v1/service/status")]
    public async Task A_server_of_some_generations_has_no_routes_of_others(
        EmulatorGenerations generations, string there, params string[] absent)
    {
        using var emulator = new VmEmulator(new VmEmulatorOptions { TimeProvider = new ManualTime(), Generations = generations });
        using var client = new EmulatorClient(emulator);

        Assert.Equal(200, (await client.Get(there)).Status);
        foreach (var path in absent)
        {
            Assert.Equal(404, (await client.Get(path)).Status);
        }
    }

    [Theory]
    [InlineData("statuses[0]=new&statuses[1]=draft")]
    [InlineData("statuses%5B0%5D=new&statuses%5B1%5D=draft")]
    public async Task Brackets_arrive_over_a_socket_as_they_are_and_escaped(string query)
    {
        using var client = new EmulatorClient(new SocketsHttpHandler(), Emulator.Listen(), Emulator.ApiKey);

        Assert.Equal("app-next", (string?)Assert.Single((await client.Get("v3/vms?" + query)).Json["items"]!.AsArray())!["name"]);
    }

    [Theory]
    [InlineData("v3/vms/")]
    [InlineData("v3/machines")]
    [InlineData("v1/vpcs")]
    public async Task An_unknown_route_is_404(string path)
    {
        var response = await Client.Get(path);

        Assert.Equal((404, "Not found"), (response.Status, response.Error));
    }
}
