using System.Numerics;
using FluenceVm.Clouds.Cudos.Contract;
using FluenceVm.Clouds.Cudos.Nodes;
using FluenceVm.Clouds.Cudos.Signing;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Cudos;

/// <summary>
/// What the Compute contract tells, in the words of the model. Queries throw <see cref="ContractException"/> for an error,
/// <see cref="InvalidResponseException"/> for an unreadable response, <see cref="CloudConnectionException"/> if no node
/// answered and <see cref="TimeoutException"/> if the only one was too slow.
/// </summary>
public sealed class CudosClient
{
    private const int FewMachines = 4;
    private readonly CudosConnectionOptions _options;
    private readonly ContractQueries _queries;
    private readonly ChainQueries _chain;

    internal CudosClient(CudosConnectionOptions options, ContractQueries queries, ChainQueries chain, TransactionSender sender)
    {
        _options = options;
        _queries = queries;
        _chain = chain;
        Operations = new MachineOperations(this, options, new OperationSender(sender));
    }

    /// <summary>The changes of machines.</summary>
    public MachineOperations Operations { get; }

    /// <summary>Streams machines: each is handed on before the response has ended.</summary>
    /// <param name="owner">Only those of this account; null for all.</param>
    /// <param name="provider">Only those that this provider committed to; null for all.</param>
    /// <param name="output">Takes each machine. It may block, and so slows the reading down.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task ListMachinesAsync(string? owner, string? provider, Action<Machine> output, CancellationToken cancellationToken) =>
        _queries.ListMachinesAsync(owner, provider, output, cancellationToken);

    /// <summary>A machine, whoever owns it.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The machine; null if there is none.</returns>
    public Task<Machine?> FindMachineAsync(string id, CancellationToken cancellationToken) =>
        _queries.FindMachineAsync(id, cancellationToken);

    /// <summary>Machines by their ids, whoever owns them: in one list where they are many, else one by one.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Those that are there, each once, in the order of the ids.</returns>
    public async Task<IReadOnlyList<Machine>> FindMachinesAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var wanted = new HashSet<string>(ids ?? throw new ArgumentNullException(nameof(ids)), StringComparer.Ordinal);
        var found = new Dictionary<string, Machine>(StringComparer.Ordinal);
        if (wanted.Count > FewMachines && _options.Owner is { } owner)
        {
            await ListMachinesAsync(
                owner,
                null,
                machine => _ = wanted.Contains(machine.Id) ? found[machine.Id] = machine : null,
                cancellationToken);
        }
        foreach (var id in wanted.Where(id => !found.ContainsKey(id)).ToList())
        {
            if (await FindMachineAsync(id, cancellationToken) is { } machine)
            {
                found[id] = machine;
            }
        }
        return [.. ids.Distinct(StringComparer.Ordinal).Where(found.ContainsKey).Select(id => found[id])];
    }

    /// <summary>What can be ordered.</summary>
    /// <param name="output">Takes each machine type.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task ListMachineTypesAsync(Action<MachineType> output, CancellationToken cancellationToken) =>
        _queries.ListMachineTypesAsync(output, cancellationToken);

    /// <summary>A machine type.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The machine type; null if there is none.</returns>
    public Task<MachineType?> FindMachineTypeAsync(string id, CancellationToken cancellationToken) =>
        _queries.FindMachineTypeAsync(id, cancellationToken);

    /// <summary>What machines can be started from.</summary>
    /// <param name="output">Takes each image.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task ListImagesAsync(Action<VmImage> output, CancellationToken cancellationToken) =>
        _queries.ListImagesAsync(output, cancellationToken);

    /// <summary>An image.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The image; null if there is none.</returns>
    public Task<VmImage?> FindImageAsync(string id, CancellationToken cancellationToken) => _queries.FindImageAsync(id, cancellationToken);

    /// <summary>What the account of this connection has, in acudos; null if the node doesn't say, or there is no account.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<BigInteger?> FindBalanceAsync(CancellationToken cancellationToken) =>
        _options.Owner is { } owner ? await _chain.FindBalanceAsync(owner, _options.Denom, cancellationToken) : null;
}
