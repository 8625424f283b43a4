using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FluenceVm.Clouds.Cudos.Nodes;
using FluenceVm.Clouds.Http;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Cudos.Contract;

/// <summary>The six queries of the contract (docs/services/cudos-compute.md, "Queries").</summary>
internal sealed class ContractQueries(NodeCalls node, string contract, Action<ReadProblem>? problems = null)
{
    // The only list that grows with the contract's users.
    private const string MachineList = "machine_list";

    private Task<Dictionary<string, BigInteger>>? _prices;

    public Task ListMachineTypesAsync(Action<MachineType> output, CancellationToken cancellationToken) =>
        ListAsync("machine_type_list", CudosJson.Default.MachineTypeWire, ComputeMapper.ToModel, output, cancellationToken);

    public Task ListImagesAsync(Action<VmImage> output, CancellationToken cancellationToken) =>
        ListAsync("image_list", CudosJson.Default.MachineImageWire, ComputeMapper.ToModel, output, cancellationToken);

    public async Task ListMachinesAsync(string? owner, string? provider, Action<Machine> output, CancellationToken cancellationToken)
    {
        var prices = await PricesAsync(cancellationToken);
        await ListAsync(
            MachineList,
            CudosJson.Default.MachineWire,
            (wire, faults) => ComputeMapper.ToModel(wire, prices, faults),
            output,
            cancellationToken,
            ("owner", owner),
            ("provider", provider));
    }

    public Task<MachineType?> FindMachineTypeAsync(string id, CancellationToken cancellationToken) =>
        FindAsync("machine_type", id, CudosJson.Default.DataWireMachineTypeWire, ComputeMapper.ToModel, cancellationToken);

    public Task<VmImage?> FindImageAsync(string id, CancellationToken cancellationToken) =>
        FindAsync("image", id, CudosJson.Default.DataWireMachineImageWire, ComputeMapper.ToModel, cancellationToken);

    public async Task<Machine?> FindMachineAsync(string id, CancellationToken cancellationToken)
    {
        var prices = await PricesAsync(cancellationToken);
        return await FindAsync(
            "machine",
            id,
            CudosJson.Default.DataWireMachineWire,
            (wire, faults) => ComputeMapper.ToModel(wire, prices, faults),
            cancellationToken);
    }

    // Asked for once, however many machines are read: types come and go too seldom to matter while a command runs.
    private async Task<Dictionary<string, BigInteger>> PricesAsync(CancellationToken cancellationToken)
    {
        var prices = _prices ??= ReadPricesAsync(cancellationToken);
        try
        {
            return await prices;
        }
        catch
        {
            _prices = null;
            throw;
        }
    }

    private async Task<Dictionary<string, BigInteger>> ReadPricesAsync(CancellationToken cancellationToken)
    {
        var prices = new Dictionary<string, BigInteger>(StringComparer.Ordinal);
        try
        {
            // A machine whose price can't be read is still a machine: it comes without a price, and the list of types says why.
            await new ContractQueries(node, contract, _ => { }).ListMachineTypesAsync(Keep, cancellationToken);
        }
        catch (InvalidResponseException)
        {
        }
        return prices;

        void Keep(MachineType type)
        {
            if (type.AcudosPerHour is { } price)
            {
                prices[type.Id] = price;
            }
        }
    }

    private async Task ListAsync<TWire, TModel>(
        string query,
        JsonTypeInfo<TWire> type,
        Func<TWire, ReadProblems, TModel> map,
        Action<TModel> output,
        CancellationToken cancellationToken,
        params (string Name, string? Value)[] arguments)
        where TWire : class
        where TModel : class
    {
        using var response = await AskAsync(query, arguments, cancellationToken);
        await NewProblems(response).HandOnAsync(
            new JsonList<TWire>(response, "data", new SerializedItem<TWire>(type), query != MachineList).ReadAsync(cancellationToken),
            map,
            output);
    }

    private async Task<TModel?> FindAsync<TWire, TModel>(
        string query,
        string id,
        JsonTypeInfo<DataWire<TWire>> type,
        Func<TWire, ReadProblems, TModel> map,
        CancellationToken cancellationToken)
        where TWire : class
        where TModel : class
    {
        try
        {
            using var response = await AskAsync(query, [("id", id)], cancellationToken);
            var wire = await response.ReadObjectAsync(type, cancellationToken);
            var item = wire.Data ?? throw JsonResponse.Unreadable(response, '{', new JsonException(Messages.ResponseWithoutData));
            var faults = NewProblems(response);
            var model = map(item, faults);
            faults.ThrowIfAny();
            return model;
        }
        catch (ContractException refusal) when (IsMissing(refusal))
        {
            return null;
        }
    }

    private Task<Response> AskAsync(string query, (string Name, string? Value)[] arguments, CancellationToken cancellationToken)
    {
        var json = ContractJson.Write(query, arguments);
        // The gateway takes base64 with padding only, and a slash in it would end the path's segment.
        var text = Convert.ToBase64String(json).Replace('+', '-').Replace('/', '_');
        var route = $"cosmwasm/wasm/v1/contract/{contract}/smart/";
        return node.GetAsync(route + text, cancellationToken, $"/{route}{Encoding.UTF8.GetString(json)}");
    }

    private ReadProblems NewProblems(Response response) => new(text => text, response.Method, response.Path, problems);

    // Contracts say it in words, and nodes of different ages wrap them in different codes; a contract that isn't there is another matter.
    private static bool IsMissing(ContractException refusal) => refusal.ContractText is { } text
        && Contains(text, "not found") && Contains(text, "query wasm contract failed") && !Contains(text, "contract: not found");

    private static bool Contains(string text, string part) => text.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;
}
