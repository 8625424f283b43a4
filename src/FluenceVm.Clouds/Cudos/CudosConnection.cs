using FluenceVm.Clouds.Cudos.Checks;
using FluenceVm.Clouds.Cudos.Contract;
using FluenceVm.Clouds.Cudos.Nodes;
using FluenceVm.Clouds.Cudos.Signing;
using FluenceVm.Clouds.Http;
using FluenceVm.Clouds.Journal;
using FluenceVm.Model;
using FluenceVm.Model.Errors;
using FluenceVm.Clouds.Json;

namespace FluenceVm.Clouds.Cudos;

/// <summary>
/// A connection to Cudos Compute: its nodes, its contract, and how its changes are signed. Safe for many callers at once.
/// </summary>
public sealed class CudosConnection : IDisposable
{
    private readonly CudosConnectionOptions _options;
    private readonly NodeGateway _gateway;
    private readonly NodeProgram? _program;
    private string? _chainId;

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
        _program = options.NodeCommand is { } command ? new NodeProgram(command, options.TimeProvider) : null;
    }

    /// <summary>The account of a key, from the program that holds it.</summary>
    /// <param name="command">The program.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The account's address.</returns>
    /// <exception cref="Model.Errors.SignerException">The program can't be started, or doesn't say.</exception>
    public static Task<string> FindOwnerAsync(NodeCommandOptions command, CancellationToken cancellationToken) =>
        new NodeProgram(
            command ?? throw new ArgumentNullException(nameof(command)), TimeProvider.System).GetAddressAsync(cancellationToken);

    /// <summary>Finds out whether a node is an emulator on this machine.</summary>
    /// <param name="node">The node's address.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>How to connect to the emulator; null if the node is none, or on another machine: unsigned changes go nowhere
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
        catch (Exception exception) when (exception is ContractException or InvalidResponseException)
        {
            // A real node knows no such route.
            return null;
        }
    }

    /// <summary>
    /// Whose operations those of this connection are: the account's on its chain with its contract. Nodes are not part of it:
    /// all nodes of a chain lead to the same account.
    /// </summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="SignerException">This connection acts for no account, or its nodes are of another chain than was said.</exception>
    public async Task<Account> GetAccountAsync(CancellationToken cancellationToken)
    {
        var owner = _options.Owner ?? throw new SignerException(Messages.SenderMissing);
        var chain = _chainId ??= (await new ChainQueries(new NodeCalls(_gateway, null)).LatestBlockAsync(cancellationToken)).ChainId;
        if (_options.NodeCommand?.ChainId is { } said && said != chain)
        {
            throw new SignerException(Text.Of(nameof(Messages.ChainIsAnother), chain, said));
        }
        return new Account(new Uri($"cudos://compute/{Uri.EscapeDataString(chain)}/{_options.ContractAddress}/"), owner);
    }

    /// <summary>A client whose requests are told to an observer.</summary>
    /// <param name="observer">Is told of every attempt of a request that this client makes.</param>
    /// <param name="problems">
    /// Is told of every object with a field that couldn't be read, after the objects of its response; without it, such a response fails.
    /// </param>
    public CudosClient Open(Action<RequestReport>? observer, Action<ReadProblem>? problems = null)
    {
        var calls = new NodeCalls(_gateway, observer);
        var chain = new ChainQueries(calls);
        var sender = new TransactionSender(chain, NewSigner(chain), _options);
        return new CudosClient(_options, new ContractQueries(calls, _options.ContractAddress, problems), chain, sender);
    }

    /// <summary>A check-up of what this connection is made of.</summary>
    public CudosCheckup NewCheckup() => new(_options);

    /// <summary>Closes the connections that are kept open.</summary>
    public void Dispose() => _gateway.Dispose();

    private ITransactionSigner NewSigner(ChainQueries chain) =>
        _options.Emulator ? new EmulatorSigner(chain)
        : _program is not null ? new NodeCommandSigner(_program, chain)
        : new MissingSigner();
}
