using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using FluenceVm.Emulator.Fluence;
using FluenceVm.Emulator.Fluence.Cloud.Accounts;
using FluenceVm.Emulator.Fluence.Cloud.Offers;
using FluenceVm.Tests.Support;

namespace FluenceVm.Emulator.Tests.Fluence.Cloud;

/// <summary>A test of generation <c>Cloud</c>: an emulator whose time stands still, and a client held to the OpenAPI file.</summary>
public abstract class CloudTest : IDisposable
{
    private readonly HttpClient _http;
    private int _keys;

    private protected CloudTest(decimal balance = 1000m, bool withFleet = false)
    {
        Emulator = new VmEmulator(new VmEmulatorOptions { TimeProvider = new ManualTime(), WithFleet = withFleet, Balance = balance });
        Handler = new ConformingHandler(Emulator.CreateHandler());
        _http = new HttpClient(Handler) { BaseAddress = Emulator.Uri };
        ApiKey = Emulator.ApiKey;
    }

    private protected static Guid Unknown { get; } = Guid.Parse("00000000-0000-4000-8000-000000000001");

    private protected VmEmulator Emulator { get; }

    private protected ConformingHandler Handler { get; }

    /// <summary>The key that requests carry; null for none.</summary>
    private protected string? ApiKey { get; set; }

    private protected CloudAccount Account => Emulator.Cloud;

    /// <summary>The cluster in Warsaw.</summary>
    private protected static string Cluster { get; } = ClusterIn("PL");

    /// <summary>2 cores and 4 GB.</summary>
    private protected static string Configuration { get; } = CloudCatalogue.Smallest.Id.ToString("D");

    private protected static string Image { get; } = CloudCatalogue.ImageId(Images.All[1]).ToString("D");

    public void Dispose()
    {
        _http.Dispose();
        Emulator.Dispose();
        GC.SuppressFinalize(this);
    }

    internal static string ClusterIn(string country) =>
        CloudCatalogue.ClusterId(Catalogue.Datacenters.First(each => each.CountryCode == country)).ToString("D");

    private protected void Step(double seconds) => Emulator.Step(TimeSpan.FromSeconds(seconds));

    private protected Task<CloudAnswer> Get(string path) => Send("GET", path);

    private protected Task<CloudAnswer> Post(string path, string? body = null, string? key = null) => Send("POST", path, body, key);

    private protected Task<CloudAnswer> Patch(string path, string body) => Send("PATCH", path, body);

    private protected Task<CloudAnswer> Delete(string path) => Send("DELETE", path);

    private protected async Task<CloudAnswer> Send(string method, string path, string? body = null, string? key = null, string? tag = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "v3/" + path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }
        Add(request.Headers, "X-API-KEY", ApiKey);
        Add(request.Headers, "Idempotency-Key", key);
        Add(request.Headers, "If-None-Match", tag);
        using var response = await _http.SendAsync(request);
        var headers = response.Headers.ToDictionary(each => each.Key, each => string.Join(", ", each.Value));
        return new CloudAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), headers);
    }

    private protected static async Task<JsonNode> Ok(Task<CloudAnswer> response, int status = 200)
    {
        var got = await response;
        Assert.True(got.Status == status, $"{got.Status}: {got.Text}");
        return got.Text.Length == 0 ? new JsonObject() : got.Json;
    }

    private protected static async Task<JsonNode> Refused(int status, string code, Task<CloudAnswer> response)
    {
        var got = await response;
        Assert.True((status, code) == (got.Status, (string?)got.Json["code"]), $"{got.Status}: {got.Text}");
        Assert.NotEmpty((string)got.Json["error"]!);
        return got.Json;
    }

    /// <summary>A key that wasn't used yet.</summary>
    private protected string NewKey() => $"key-{++_keys}";

    /// <summary>Makes a draft, complete unless the body says otherwise.</summary>
    private protected Task<JsonNode> Draft(string? body = null) => Ok(Post("vms", body ?? VmBody(), NewKey()), 201);

    private protected static string VmBody(string name = "web-1", string more = "") =>
        $$"""{"name":"{{name}}","clusterId":"{{Cluster}}","configurationId":"{{Configuration}}"{{more}}}""";

    /// <summary>The interfaces of a VM with an address.</summary>
    private protected string WithAddress => $$"""
        ,"interfaces":[{"kind":"private","subnetId":"{{DefaultSubnet}}"},{"kind":"public","addressType":"V4","default":true}]
        """;

    internal static string DiskBody(string name, int volume = 10, string? image = null, string? cluster = null) => $$"""
        {"clusterId":"{{cluster ?? Cluster}}","name":"{{name}}","storageType":"NVME","volumeGb":{{volume}},"replicated":false
         {{(image is null ? "" : $$""","source":{"type":"catalog","imageId":"{{image}}"}""")}}}
        """;

    internal static string AddressBody(string name) => $$"""{"clusterId":"{{Cluster}}","name":"{{name}}","addressType":"V4"}""";

    /// <summary>Makes a disk or an address, and waits until it is ready.</summary>
    private protected async Task<JsonNode> Ready(string path, string body)
    {
        var made = await Ok(Post(path, body));
        Step(2);
        return made["id"]!;
    }

    private protected Guid DefaultSubnet => Account.Subnets.All.First(each => each.IsDefault && each.ClusterId.ToString("D") == Cluster).Id;

    private protected Guid DefaultVpc => Account.Vpcs.All.First(each => each.IsDefault && each.ClusterId.ToString("D") == Cluster).Id;

    /// <summary>Orders a VM, and waits until it runs.</summary>
    private protected async Task<JsonNode> Launched(string name = "web-1", string more = "")
    {
        var id = (await Draft(VmBody(name, more)))["id"];
        await Ok(Post($"vms/{id}/provision"));
        Step(4);
        return await Ok(Get($"vms/{id}"));
    }

    private protected async Task<JsonNode> Vm(JsonNode? id) => await Ok(Get($"vms/{id}"));

    private protected async Task<IReadOnlyList<JsonNode>> Interfaces(JsonNode? vm) =>
        [.. (await Ok(Get($"vms/{vm}/interfaces")))["items"]!.AsArray().Select(each => each!)];

    private protected async Task<IReadOnlyList<JsonNode>> Items(string path) =>
        [.. (await Ok(Get(path)))["items"]!.AsArray().Select(each => each!)];

    private static void Add(HttpRequestHeaders headers, string name, string? value)
    {
        if (value is not null)
        {
            headers.TryAddWithoutValidation(name, value);
        }
    }
}

/// <summary>A response, read to its end.</summary>
internal sealed record CloudAnswer(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Text)!;
}
