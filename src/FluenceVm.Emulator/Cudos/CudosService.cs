using System.Text.Json.Nodes;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Cudos;

/// <summary>
/// The emulated chain node with the Compute contract on it, and the providers. Everything but <c>/emulator/..</c> are a node's
/// own routes. <c>GET /emulator/cudos</c> says which contract and account a connection without further knowledge takes.
/// </summary>
internal sealed class CudosService : IEmulatedService
{
    private const string ContractRoute = "/cosmwasm/wasm/v1/contract/";
    private const string LookUpRoute = TransactionRoutes.Route + "/";
    private const string AboutRoute = "/emulator/cudos";
    private const string Smart = "/smart/";

    private readonly CudosSetup _setup;
    private readonly ChainRoutes _chain;
    private readonly TransactionRoutes _transactions;
    private ComputeState _state;

    /// <summary>A chain.</summary>
    /// <param name="setup">What it starts with.</param>
    public CudosService(CudosSetup setup)
    {
        (_setup, _state) = (setup, new ComputeState(setup.Balances) { ChainId = setup.ChainId });
        _chain = new ChainRoutes(setup, () => _state);
        _transactions = new TransactionRoutes(setup, () => _state);
    }

    /// <summary>The chain's memory.</summary>
    internal ComputeState State => _state;

    /// <inheritdoc cref="IEmulatedService.OperationOf"/>
    public static string? RouteOf(EmulatorRequest request) => request.Method switch
    {
        "GET" when request.Path.StartsWith(ContractRoute, StringComparison.Ordinal) && request.Path.Contains(Smart) => "Query",
        "GET" when request.Path.StartsWith(LookUpRoute, StringComparison.Ordinal) => "Query",
        "GET" when request.Path == AboutRoute || ChainRoutes.Matches(request.Path) => "Query",
        "POST" when request.Path is TransactionRoutes.ExecuteRoute or TransactionRoutes.Route => "Execute",
        _ => null,
    };

    /// <inheritdoc/>
    public string? OperationOf(EmulatorRequest request) => RouteOf(request);

    /// <inheritdoc/>
    public IReadOnlyList<string> Headers { get; } = [];

    /// <inheritdoc/>
    public EmulatorResponse Refuse(EmulatorRequest request, int status, string text) => JsonResponse.Error(status, text);

    public EmulatorResponse Answer(EmulatorRequest request, DateTimeOffset now)
    {
        try
        {
            return request.Path switch
            {
                TransactionRoutes.ExecuteRoute => _transactions.Send(request.Body, now),
                TransactionRoutes.Route => _transactions.Broadcast(request.Body, now),
                AboutRoute => NodeResponse.Ok(About()),
                var path when path.StartsWith(LookUpRoute, StringComparison.Ordinal) =>
                    _transactions.LookUp(path.Substring(LookUpRoute.Length)),
                var path when ChainRoutes.Matches(path) => _chain.Answer(request, now),
                var path => Query(path.Substring(ContractRoute.Length), now),
            };
        }
        catch (ContractRefusal refusal)
        {
            return NodeResponse.Error(400, 3, refusal.Message);
        }
    }

    /// <inheritdoc/>
    public void AdvanceTo(DateTimeOffset now) => new Providers(_setup, _state).AdvanceTo(now);

    /// <inheritdoc/>
    public JsonNode Save() => ComputeStateJson.Write(_state);

    /// <inheritdoc/>
    public void Load(JsonNode state) => _state = ComputeStateJson.Read(state, _setup);

    /// <summary>Carries a transaction out, and gives what became of it.</summary>
    internal Transaction Execute(ReadOnlyMemory<byte> body, DateTimeOffset now) => _transactions.Execute(body, now);

    private JsonObject About() => new()
    {
        ["contract"] = CudosSetup.ContractAddress,
        ["owner"] = CudosSetup.Owner,
        ["denom"] = _setup.Denom,
    };

    private EmulatorResponse Query(string rest, DateTimeOffset now)
    {
        var separator = rest.IndexOf(Smart, StringComparison.Ordinal);
        var (contract, query) = (rest.Substring(0, separator), rest.Substring(separator + Smart.Length));
        if (contract != CudosSetup.ContractAddress)
        {
            return NodeResponse.Error(404, 5, $"no such contract: address {contract}");
        }
        using var document = Fields.Parse(FromBase64(query));
        try
        {
            return NodeResponse.Ok(new JsonObject { ["data"] = new ContractQueries(_setup, _state).Answer(document.RootElement, now) });
        }
        catch (ContractRefusal refusal)
        {
            return NodeResponse.Error(400, 3, $"{refusal.Message}: query wasm contract failed: invalid request");
        }
    }

    private static byte[] FromBase64(string text)
    {
        var standard = text.TrimEnd('=').Replace('-', '+').Replace('_', '/');
        try
        {
            return Convert.FromBase64String(standard.PadRight((standard.Length + 3) / 4 * 4, '='));
        }
        catch (FormatException)
        {
            throw new ContractRefusal("the query is not base64");
        }
    }
}
