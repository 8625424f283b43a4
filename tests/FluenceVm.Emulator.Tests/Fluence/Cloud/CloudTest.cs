using System.Text.Json.Nodes;
using FluenceVm.Emulator.Tests.Support;
using FluenceVm.Tests.Support;

namespace FluenceVm.Emulator.Tests.Fluence.Cloud;

/// <summary>A test of generation <c>Cloud</c>: an empty emulator whose time stands still, and a client that is held against the OpenAPI file.</summary>
public abstract class CloudTest : IDisposable
{
    private protected const string Image = "https://cloud-images.ubuntu.com/releases/24.04/release/ubuntu-24.04-server-cloudimg-amd64.img";
    private protected static readonly Guid Unknown = Guid.Parse("00000000-0000-4000-8000-000000000001");

    private protected CloudTest(decimal balance = 1000m, bool withFleet = false)
    {
        Emulator = new VmEmulator(new VmEmulatorOptions { TimeProvider = new ManualTime(), WithFleet = withFleet, Balance = balance });
        Handler = new ConformingHandler(Emulator.CreateHandler());
        Client = new EmulatorClient(Handler, Emulator.Uri, Emulator.ApiKey);
    }

    private protected VmEmulator Emulator { get; }

    private protected ConformingHandler Handler { get; }

    private protected EmulatorClient Client { get; }

    /// <summary>The cluster in Warsaw.</summary>
    private protected string Cluster { get; } = CloudNames.Cluster("PL");

    /// <summary>2 cores and 4 GB.</summary>
    private protected string Configuration { get; } = CloudNames.Configuration("cpu-regular-2vcpu-4gb");

    public void Dispose()
    {
        Client.Dispose();
        Emulator.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected void Step(double seconds) => Emulator.Step(TimeSpan.FromSeconds(seconds));

    private protected string DiskBody(string name = "boot", long volume = 25, string? image = Image, string? cluster = null, bool replicated = false) => new JsonObject
    {
        ["clusterId"] = cluster ?? Cluster,
        ["name"] = name,
        ["storageType"] = "NVME",
        ["volumeGb"] = volume,
        ["replicated"] = replicated,
        ["osImage"] = image,
    }.ToJsonString();

    private protected string AddressBody(string name = "address") => $$"""{"clusterId":"{{Cluster}}","name":"{{name}}","addressType":"V4"}""";

    private protected string VmBody(string name = "web-1", string? boot = null, string more = "") =>
        $$"""{"clusterId":"{{Cluster}}","name":"{{name}}","configurationId":"{{Configuration}}","bootDisk":{{boot ?? DiskBody()}}{{more}}}""";

    /// <summary>Orders a VM with a disk, and on request an address, and waits until it runs.</summary>
    private protected async Task<JsonNode> Launched(string name = "web-1", bool withAddress = false)
    {
        var vm = await Ok(Client.Post("v2/vms", VmBody(name, more: withAddress ? $",\"publicIp\":{AddressBody()}" : "")));
        Step(4);
        return vm;
    }

    /// <summary>Makes a security group with these rules for what comes in.</summary>
    private protected Task<JsonNode> Group(string name, string rules = "") =>
        Ok(Client.Post("v1/security_groups", $$"""{"clusterId":"{{Cluster}}","name":"{{name}}","ingressRules":[{{rules}}]}"""));

    private protected Task<JsonNode> Vm(JsonNode vm, string expand = "") => Ok(Client.Get($"v2/vms/{vm["id"]}{expand}"));

    private protected Task<JsonNode> Disk(JsonNode? id) => Ok(Client.Get($"v1/storages/{id}"));

    private protected async Task<JsonNode?> Address(JsonNode? id) => (await Ok(Client.Get($"v1/public_ips?ids[0]={id}")))["items"]!.AsArray().SingleOrDefault();

    private protected Task<JsonNode> Do(JsonNode vm, string action, string body = "{}") => Ok(Client.Post($"v2/vms/{vm["id"]}/{action}", body));

    private protected static async Task<JsonNode> Ok(Task<Response> response)
    {
        var got = await response;
        Assert.True(got.Status == 200, $"{got.Status}: {got.Text}");
        return got.Json;
    }

    private protected static async Task Refused(int status, string code, Task<Response> response)
    {
        var got = await response;
        Assert.Equal((status, code), (got.Status, (string?)got.Json["code"]));
        Assert.NotEmpty(got.Error!);
    }

    /// <summary>What was spent, and what is free.</summary>
    private protected (long Spent, long Balance) Sums()
    {
        Step(0);
        return (Emulator.Account.Ledger.Spent, Emulator.Account.Ledger.Balance);
    }
}
