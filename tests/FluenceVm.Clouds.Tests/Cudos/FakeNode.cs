using System.Text;
using System.Text.Json.Nodes;
using FluenceVm.Clouds.Cudos;
using FluenceVm.Clouds.Http;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Model;
using FluenceVm.Tests.Support;

namespace FluenceVm.Clouds.Tests.Cudos;

/// <summary>A chain node on a loopback port: a test says how it answers each query, and sees what was asked.</summary>
internal sealed class FakeNode : IAsyncDisposable
{
    public const string Owner = "cudos1veskkefqdamkuetjyph82mtzv4ezqvp3wtax8s";
    public const string OtherOwner = "cudos1veskkefqdamkuetjyph82mtzv4ezqvpjqcgsf0";

    private const string Smart = "/cosmwasm/wasm/v1/contract/" + CudosConnectionOptions.MainContract + "/smart/";
    private readonly LoopbackServer _server;

    public FakeNode(Func<LoopbackExchange, string, Task> response) =>
        _server = new LoopbackServer(exchange => response(exchange, QueryOf(exchange)));

    /// <summary>A node that answers every query with the same.</summary>
    public FakeNode(string data, int status = 200)
        : this((exchange, query) => exchange.RespondAsync(status, query.Contains("machine_type_list", StringComparison.Ordinal)
            && !data.Contains("cpu_count", StringComparison.Ordinal)
            && status == 200 ? """{"data":[]}""" : data))
    {
    }

    public Uri Uri => _server.Uri;

    /// <summary>The queries that came, in the order of their coming; a transaction look-up as its path.</summary>
    public IReadOnlyList<string> Queries => [.. _server.Seen.Select(QueryOf)];

    public IReadOnlyList<LoopbackExchange> Seen => _server.Seen;

    public static string Fixture(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "cudos", name + ".json"));

    public static JsonObject FixtureObject(string name) => JsonNode.Parse(Fixture(name))!.AsObject();

    public static CudosConnection Connect(params Uri[] nodes) => Connect(new CudosConnectionOptions
    {
        Nodes = nodes,
        Owner = Owner,
        Timeout = TimeSpan.FromSeconds(100),
        TimeProvider = Connections.Skipping(),
    });

    public static CudosConnection Connect(CudosConnectionOptions options) => new(options);

    public CudosClient Open(Action<RequestReport>? observer = null) => Connect(Uri).Open(observer);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static string QueryOf(LoopbackExchange exchange)
    {
        if (!exchange.Target.StartsWith(Smart, StringComparison.Ordinal))
        {
            return exchange.Target;
        }
        // As the gateway reads it: with padding, and nothing else.
        var text = exchange.Target[Smart.Length..];
        Assert.Equal(0, text.Length % 4);
        return Encoding.UTF8.GetString(Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/')));
    }
}

internal static class ClientExtensions
{
    public static async Task<List<Machine>> ListAsync(this CudosClient client, string? owner = null)
    {
        var machines = new List<Machine>();
        await client.ListMachinesAsync(owner, null, machines.Add, CancellationToken.None);
        return machines;
    }

    public static async Task<List<MachineType>> TypesAsync(this CudosClient client)
    {
        var types = new List<MachineType>();
        await client.ListMachineTypesAsync(types.Add, CancellationToken.None);
        return types;
    }

    public static string Data(this JsonNode node) => new JsonObject { ["data"] = node.DeepClone() }.ToJsonString();
}
