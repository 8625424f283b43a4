using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Web;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Cloud;
using FluenceVm.Clouds.Fluence.Cloud.Catalogue;
using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Http;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Model;
using FluenceVm.Tests.Support;

namespace FluenceVm.Clouds.Tests.Fluence.Cloud;

/// <summary>A request as it was sent.</summary>
internal sealed record CloudRequest(string Method, Uri Uri, string? Body, IReadOnlyDictionary<string, string> Headers)
{
    public string Path => Uri.AbsolutePath.TrimStart('/');

    public string? this[string name] => HttpUtility.ParseQueryString(Uri.Query)[name];

    /// <summary>The values of a list, <c>ids[0]=a&amp;ids[1]=b</c>.</summary>
    public IReadOnlyList<string> List(string name)
    {
        var query = HttpUtility.ParseQueryString(Uri.Query);
        return [.. query.AllKeys.Where(key => key!.StartsWith(name + "[", StringComparison.Ordinal)).Select(key => query[key]!)];
    }

    public override string ToString() => $"{Method} {Path}";
}

/// <summary>A Cloud service whose every response a test decides, and which keeps every request. What isn't scripted is empty.</summary>
internal sealed class ScriptedCloud : HttpMessageHandler
{
    private readonly ConcurrentQueue<CloudRequest> _sent = new();
    private readonly ServicePipeline _pipeline;
    private readonly CloudMemory _memory = new();

    public ScriptedCloud()
    {
        _pipeline = new ServicePipeline(
            new Uri("https://cloud.test/"),
            new ApiKey(Connections.Secure(Connections.CanaryKey)),
            this,
            TimeSpan.FromSeconds(100),
            Time);
        var requests = new FluenceRequests(_pipeline, FluenceApiVersion.Cloud, null, Warnings.Add);
        Requests = new CloudRequests(requests);
        Client = new CloudClient(requests, _memory);
        this["GET v3/datacenters"] = _ =>
            CloudReply.Ok("""{"items":[{"id":"dc-1","countryCode":"DE","cityCode":"FRA","index":1,"tier":3,"certifications":["ISO"]}]}""");
        this["GET v3/clusters"] = _ => CloudReply.Ok("""{"items":[{"id":"cluster-1","name":"one","dcId":"dc-1"}]}""");
        this["GET v3/configurations"] = _ => CloudReply.Ok(
            """{"items":[{"id":"size-1","slug":"cpu-2-ram-4gb-storage-25gb","vcpu":2,"ramGb":4,"cpuFamilies":["AMD_ZEN5"]}]}""");
        this["GET v3/images"] = _ =>
            CloudReply.Ok("""{"items":[{"id":"image-1","slug":"ubuntu-24-04-x64","name":"Ubuntu","username":"ubuntu"}]}""");
        this["GET v3/prices/vm"] = _ => Prices("vmTypeId", "\"vmConfigurationId\":\"size-1\"", "0.02", "\"v1\"");
        this["GET v3/prices/storage"] = _ => Prices("storageTypeId", "\"storageType\":\"NVME\",\"replicated\":false", "0.0001", "\"s1\"");
        this["GET v3/prices/public-ip"] = _ => Prices("publicIpTypeId", "\"addressType\":\"V4\"", "0.005", "\"p1\"");
    }

    public CloudClient Client { get; }

    public CloudRequests Requests { get; }

    public ManualTimeProvider Time { get; } = Connections.Skipping();

    public List<string> Warnings { get; } = [];

    public IReadOnlyList<CloudRequest> Sent => [.. _sent];

    private ConcurrentDictionary<string, Func<CloudRequest, CloudReply>> Routes { get; } = new(StringComparer.Ordinal);

    /// <summary>What a route answers, for example <c>GET v3/vms</c>.</summary>
    public Func<CloudRequest, CloudReply> this[string route]
    {
        set => Routes[route] = value;
    }

    public IEnumerable<CloudRequest> Of(string request) => Sent.Where(each => each.ToString() == request);

    public async Task<List<Vm>> ListAsync(VmFilter? filter = null)
    {
        var vms = new List<Vm>();
        await Client.ListVmsAsync(filter ?? VmFilter.All, vms.Add, CancellationToken.None);
        return vms;
    }

    public static string Id(int number) => new Guid(number, 0, 0, new byte[8]).ToString("D");

    /// <summary>The page that a request asks for of a list of so many items.</summary>
    public static CloudReply Page(CloudRequest request, int count, Func<int, string> item)
    {
        var (page, perPage) = (Number(request["page"], 1), Number(request["perPage"], 50));
        var items = Enumerable.Range((page - 1) * perPage, Math.Max(0, Math.Min(perPage, count - ((page - 1) * perPage)))).Select(item);
        var pages = (count + perPage - 1) / perPage;
        return CloudReply.Ok(
            $$"""
            {"items":[{{string.Join(",", items)}}],
             "pagination":{"totalRecords":{{count}},"filteredRecords":{{count}},"totalPages":{{pages}},
                           "currentPage":{{page}},"perPage":{{perPage}} } }
            """);
    }

    public static string Vm(int number, string status = "launched", string more = "") =>
        $$"""
        {"id":"{{Id(number)}}","name":"vm-{{number}}","clusterId":"cluster-1","configurationId":"size-1",
        "status":"{{status}}","restartRequired":false,"hasCloudInit":false,
        "bootDiskId":"{{Id(1_000_000 + number)}}","dataDiskIds":[],"sshKeyIds":[],"interfaceIds":["{{Id(2_000_000 + number)}}"],
        "createdAt":"2026-11-26T10:00:00Z","updatedAt":"2026-11-26T10:00:00Z"{{more}}}
        """;

    public static string Disk(int number) =>
        $$"""
        {"id":"{{Id(1_000_000 + number)}}","name":"disk-{{number}}","clusterId":"cluster-1","storageType":"NVME",
        "status":"ready","volumeGb":25,"replicated":false,
        "attachedVmIds":["{{Id(number)}}"],"imageId":"image-1","createdAt":"2026-11-26T10:00:00Z","updatedAt":"2026-11-26T10:00:00Z"}
        """;

    public static string Address(int number) =>
        $$"""
        {"id":"{{Id(3_000_000 + number)}}","name":"ip-{{number}}","clusterId":"cluster-1","addressType":"V4",
        "address":"203.0.113.{{number % 250}}",
        "status":"ready","vmId":"{{Id(number)}}",
        "createdAt":"2026-11-26T10:00:00Z","updatedAt":"2026-11-26T10:00:00Z"}
        """;

    public static string Group(int number, string rules) =>
        $$"""
        {"id":"{{Id(4_000_000 + number)}}","name":"group-{{number}}","clusterId":"cluster-1","vpcId":"{{Id(5_000_000)}}","status":"ready",
        "ingressRules":{{rules}},"egressRules":{"type":"allowAll"},
        "attachments":[{"vmId":"{{Id(number)}}","interfaceId":"{{Id(2_000_000 + number)}}"}],"createdAt":"2026-11-26T10:00:00Z"}
        """;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var headers = request.Headers.ToDictionary(
            header => header.Key,
            header => string.Join(",", header.Value),
            StringComparer.OrdinalIgnoreCase);
        var sent = new CloudRequest(request.Method.Method, request.RequestUri!, body, headers);
        _sent.Enqueue(sent);
        var reply = Routes.TryGetValue(sent.ToString(), out var answer) ? answer(sent)
            : sent.Method == "GET" ? Page(sent, 0, _ => "")
            : CloudReply.Error(404, "not_found", "no such route");
        var response = new HttpResponseMessage((HttpStatusCode)reply.Status)
        {
            RequestMessage = request,
            Content = new StringContent(reply.Body, Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in reply.Headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }
        return response;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _pipeline.Dispose();
        }
        base.Dispose(disposing);
    }

    private static CloudReply Prices(string type, string key, string price, string version) => new(
        200,
        $$$"""{"items":[{"{{{type}}}":{"clusterId":"cluster-1",{{{key}}}},"priceInfo":{"pricePerHourPerQty":"{{{price}}}"}}]}""",
        ("ETag", version));

    private static int Number(string? text, int otherwise) => text is null ? otherwise : int.Parse(text, CultureInfo.InvariantCulture);
}
