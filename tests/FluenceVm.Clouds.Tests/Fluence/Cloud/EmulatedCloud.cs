using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Cloud;
using FluenceVm.Clouds.Fluence.Cloud.Catalogue;
using FluenceVm.Clouds.Fluence.Orders;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Http;
using FluenceVm.Clouds.Journal;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Emulator;
using FluenceVm.Model;
using FluenceVm.Tests.Support;

namespace FluenceVm.Clouds.Tests.Fluence.Cloud;

/// <summary>An account at an emulator of /v3, on a clock on which delays take no time, with a journal of its own.</summary>
internal sealed class EmulatedCloud : IDisposable
{
    public const string Image = "ubuntu-22-04-x64";
    private readonly ServicePipeline _pipeline;
    private readonly HttpMessageHandler _handler;

    public EmulatedCloud(decimal balance = 1_000m, Func<HttpMessageHandler, HttpMessageHandler>? between = null)
    {
        Time = new ManualTimeProvider(TimeSpan.FromSeconds(90));
        Emulator = new VmEmulator(new VmEmulatorOptions { TimeProvider = Time, WithFleet = false, Balance = balance });
        Between = between?.Invoke(Emulator.CreateHandler());
        _handler = new Recorder(Between ?? Emulator.CreateHandler(), this);
        _pipeline = new ServicePipeline(
            Emulator.Uri,
            new ApiKey(Connections.Secure(Emulator.ApiKey)),
            _handler,
            TimeSpan.FromSeconds(100),
            Time);
        Client = new CloudClient(new FluenceRequests(_pipeline, FluenceApiVersion.Cloud, null, Warnings.Add), new CloudMemory());
        Home = new JournalHome(Path.Combine(Path.GetTempPath(), "fluencevm-tests-" + Guid.NewGuid().ToString("N")), Time);
        Journal = new OperationJournal(Home, new Account(Emulator.Uri, "mine"), Time);
    }

    /// <summary>What stands between the client and the emulator.</summary>
    public HttpMessageHandler? Between { get; }

    public ManualTimeProvider Time { get; }

    public VmEmulator Emulator { get; }

    public IFluenceClient Client { get; }

    public JournalHome Home { get; }

    public OperationJournal Journal { get; }

    public List<string> Warnings { get; } = [];

    /// <summary>Every request, as <c>POST v3/vms</c>.</summary>
    public List<string> Sent { get; } = [];

    /// <summary>Answers a request in the service's place; null lets it through.</summary>
    public Func<string, CloudReply?>? Instead { get; set; }

    public OrderDesk Desk => new(Client, Journal, Time);

    public static VmOrder Order(string name = "web", int count = 1, params string[] ports) => new()
    {
        Name = name,
        Count = count,
        Image = Image,
        SshKeys = [SshKeys.Ed25519],
        OpenPorts = [.. ports.Select(VmPort.Parse)],
        Constraints = new VmConstraints { Configuration = "cpu-regular-2vcpu-4gb", PublicIp = ports.Length > 0 },
    };

    public async Task<OrderResult> TryPlaceAsync(VmOrder order, string key = "key-1")
    {
        var plan = Desk.FindEarlier(order, key) is { IsDone: true } ? null : await Client.PlanOrderAsync(order, CancellationToken.None);
        return await Desk.PlaceAsync(order, plan, key, CancellationToken.None);
    }

    public async Task<IReadOnlyList<string>> PlaceAsync(VmOrder order, string key = "key-1")
    {
        var result = await TryPlaceAsync(order, key);
        Assert.Null(result.Failure);
        return result.Order.VmIds;
    }

    public async Task<List<VmOutcome>> RemoveAsync(IReadOnlyList<string> ids, bool keepStorage = false, bool keepPublicIp = false)
    {
        var outcomes = new List<VmOutcome>();
        var removal = new VmRemoval { Ids = ids, KeepStorage = keepStorage, KeepPublicIp = keepPublicIp };
        await Client.RemoveVmsAsync(removal, Journal, outcomes.Add, CancellationToken.None);
        return outcomes;
    }

    /// <summary>A connection to it through the same requests.</summary>
    public FluenceConnection Connect(FluenceApiVersion generation) => new(new FluenceConnectionOptions
    {
        Endpoint = Emulator.Uri,
        ApiKey = Connections.Secure(Emulator.ApiKey),
        ApiVersion = generation,
        Transport = _handler,
        TimeProvider = Time,
    });

    /// <summary>Every VM, past every planted fault.</summary>
    public async Task<List<Vm>> VmsAsync(VmFilter? filter = null)
    {
        var faults = Emulator.Faults;
        Emulator.ClearFaults();
        var vms = new List<Vm>();
        await Client.ListVmsAsync(filter ?? VmFilter.All, vms.Add, CancellationToken.None);
        foreach (var fault in faults)
        {
            Emulator.SetFault(fault);
        }
        return vms;
    }

    /// <summary>What is there without a VM, however young.</summary>
    public async Task<List<Orphan>> OrphansAsync()
    {
        Emulator.Step(TimeSpan.FromDays(2));
        Time.Advance(TimeSpan.FromDays(2));
        var orphans = new List<Orphan>();
        await Client.ListOrphansAsync(orphans.Add, CancellationToken.None);
        return orphans;
    }

    /// <summary>Makes something by hand, as another client would; its id.</summary>
    public async Task<string> MakeAsync(string path, string json, bool keyed = true)
    {
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (keyed)
        {
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        }
        return Field(await SendAsync(request), "id");
    }

    /// <summary>Does something by hand that needs no body, as another client would.</summary>
    public async Task DoAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        await SendAsync(request);
    }

    /// <summary>A field of the first item of a list.</summary>
    public async Task<string> ReadAsync(string path, string field) => Field(await FirstAsync(path), field);

    /// <summary>The first item of a list.</summary>
    public async Task<System.Text.Json.JsonElement> FirstAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return (await SendAsync(request)).GetProperty("items")[0];
    }

    public void Dispose()
    {
        _pipeline.Dispose();
        _handler.Dispose();
        Emulator.Dispose();
        if (Directory.Exists(Home.Folder))
        {
            Directory.Delete(Home.Folder, recursive: true);
        }
    }

    private static string Field(System.Text.Json.JsonElement item, string name) => item.GetProperty(name).GetString()!;

    private async Task<System.Text.Json.JsonElement> SendAsync(HttpRequestMessage request)
    {
        using var client = new HttpClient(Emulator.CreateHandler()) { BaseAddress = Emulator.Uri };
        request.Headers.Add("X-API-KEY", Emulator.ApiKey);
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        using var document = System.Text.Json.JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>Keeps the requests, and lets a test take the service's place.</summary>
    private sealed class Recorder(HttpMessageHandler inner, EmulatedCloud cloud) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var name = $"{request.Method} {request.RequestUri!.AbsolutePath.TrimStart('/')}";
            lock (cloud.Sent)
            {
                cloud.Sent.Add(name);
            }
            if (cloud.Instead?.Invoke(name) is not { } reply)
            {
                return await base.SendAsync(request, cancellationToken);
            }
            return new HttpResponseMessage((System.Net.HttpStatusCode)reply.Status)
            {
                RequestMessage = request,
                Content = new StringContent(reply.Body),
            };
        }
    }
}
