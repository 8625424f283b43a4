using FluenceVm.Clouds.Cudos.Contract;
using FluenceVm.Clouds.Cudos.Nodes;
using FluenceVm.Clouds.Cudos.Signing;
using FluenceVm.Clouds.Http;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Cudos;

/// <summary>
/// A connection to Cudos Compute: its nodes, its contract, and how its changes are signed. Safe for many callers at once.
/// </summary>
public sealed class CudosConnection : IDisposable
{
    private readonly CudosConnectionOptions _options;
    private readonly NodeGateway _gateway;

    /// <summary>Prepares a connection; nothing is sent before the first call.</summary>
    /// <param name="options">Where to and as whom.</param>
    /// <exception cref="ArgumentException">There is no node, or one's address is not absolute, or is <c>http</c> and not
    /// loopback; or an address of the chain is mistyped.</exception>
    public CudosConnection(CudosConnectionOptions options)
    {
        _options = options ?? throw new ArgumentNullException(nameof(options));
        Bech32.Check(options.ContractAddress, nameof(Messages.AddressContract));
        if (options.Owner is not null)
        {
            Bech32.Check(options.Owner, nameof(Messages.AddressOwner));
        }
        _gateway = new NodeGateway(options);
    }

    /// <summary>The account of a key, from the program that holds it.</summary>
    /// <param name="command">The program.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The account's address.</returns>
    /// <exception cref="Model.Errors.SignerException">The program can't be started, or doesn't say.</exception>
    public static Task<string> FindOwnerAsync(NodeCommandOptions command, CancellationToken cancellationToken) =>
        new NodeCommandSigner(command ?? throw new ArgumentNullException(nameof(command)), TimeProvider.System).GetAddressAsync(
            cancellationToken);

    /// <summary>Finds out whether a node is an emulator on this machine.</summary>
    /// <param name="node">The node's address.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>How to connect to the emulator; null where the node is none, or on another machine: unsigned changes go nowhere
    /// else.</returns>
    /// <exception cref="Model.Errors.CloudConnectionException">Nothing answers there.</exception>
    public static async Task<CudosConnectionOptions?> FindEmulatorAsync(Uri node, CancellationToken cancellationToken)
    {
        if (node is not { IsAbsoluteUri: true, IsLoopback: true })
        {
            return null;
        }
        using var gateway = new NodeGateway(new CudosConnectionOptions { Nodes = [node] });
        try
        {
            using var response = await gateway.GetAsync("emulator/cudos", null, null, cancellationToken);
            var emulator = await response.ReadObjectAsync(CudosJson.Default.EmulatorWire, cancellationToken);
            return emulator is { Contract: { } contract, Denom: { } denom }
                ? new CudosConnectionOptions
                {
                    Nodes = [node],
                    ContractAddress = contract,
                    Owner = emulator.Owner,
                    Denom = denom,
                    Emulator = true,
                }
                : null;
        }
        catch (Exception exception) when (exception is Model.Errors.ContractException or Model.Errors.InvalidResponseException)
        {
            // A real node knows no such route.
            return null;
        }
    }

    /// <summary>A client whose requests are told to an observer.</summary>
    /// <param name="observer">Is told of every attempt of a request that this client makes.</param>
    /// <param name="problems">
    /// Is told of every object with a field that couldn't be read, after the objects of its response; without it, such a response fails.
    /// </param>
    public CudosClient Open(Action<RequestReport>? observer, Action<ReadProblem>? problems = null)
    {
        var calls = new NodeCalls(_gateway, observer);
        return new CudosClient(
            _options,
            new ContractQueries(calls, _options.ContractAddress, problems),
            new TransactionSender(calls, NewSigner(calls), _options));
    }

    /// <summary>Closes the connections that are kept open.</summary>
    public void Dispose() => _gateway.Dispose();

    private ITransactionSigner NewSigner(NodeCalls calls) =>
        _options.Emulator ? new EmulatorSigner(calls)
        : _options.NodeCommand is { } command ? new NodeCommandSigner(command, _options.TimeProvider)
        : new MissingSigner();
}
