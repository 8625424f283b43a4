using FluenceVm.Clouds.Cudos;
using FluenceVm.Clouds.Cudos.Signing;
using FluenceVm.Emulator;

namespace FluenceVm.Cudos.Context;

/// <summary>Makes connections to Cudos Compute from what a user or an emulator says.</summary>
internal static class CudosConnector
{
    /// <summary>An emulator of this process.</summary>
    /// <param name="emulator">The emulator.</param>
    /// <param name="owner">The account to act for; null for the emulator's first.</param>
    public static CudosConnectionOptions ToEmulator(VmEmulator emulator, string? owner) => new()
    {
        Nodes = [emulator.Uri],
        ContractAddress = emulator.ContractAddress,
        Owner = owner ?? emulator.Owner,
        Emulator = true,
        Transport = emulator.CreateHandler(),
    };

    /// <summary>A chain, or an emulator on a port of this machine if nothing speaks against it.</summary>
    /// <param name="wanted">What the user said; its contract is null for the default.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static async Task<CudosConnectionOptions> ToNodesAsync(CudosWishes wanted, CancellationToken cancellationToken)
    {
        var options = ToNodes(wanted, await FindEmulatorAsync(wanted, cancellationToken));
        if (wanted.NodeCommand is not { } program)
        {
            return options;
        }
        // The key pays and owns, whatever was said, so what was said has to fit it.
        var address = await CudosConnection.FindOwnerAsync(program, cancellationToken);
        return options.Owner is null || options.Owner == address
            ? options with { Owner = address }
            : throw CudosErrors.OwnerOfAnotherKey(options.Owner, program.KeyName, address);
    }

    /// <summary>The emulator that listens on the first node's address; null if there is none.</summary>
    public static async Task<CudosConnectionOptions?> FindEmulatorAsync(CudosWishes wanted, CancellationToken cancellationToken) =>
        // A real chain's contract or signer is given by name; an emulator needs neither.
        wanted.ContractAddress is null && wanted.NodeCommand is null
            ? await CudosConnection.FindEmulatorAsync(wanted.Nodes[0], cancellationToken)
            : null;

    /// <summary>What was said, completed by what an emulator says.</summary>
    public static CudosConnectionOptions ToNodes(CudosWishes wanted, CudosConnectionOptions? emulator) => new()
    {
        Nodes = wanted.Nodes,
        ContractAddress = wanted.ContractAddress ?? emulator?.ContractAddress ?? CudosConnectionOptions.MainContract,
        Owner = wanted.Owner ?? emulator?.Owner,
        Denom = wanted.Denom ?? emulator?.Denom ?? "acudos",
        NodeCommand = wanted.NodeCommand,
        Emulator = emulator is not null,
    };

    /// <summary>A connection. Nothing is sent yet.</summary>
    public static CudosSession Open(CudosConnectionOptions options) => new(new CudosConnection(options))
    {
        // A query of an address holds its user's key.
        Node = [.. options.Nodes.Select(node => new Uri(node.GetLeftPart(UriPartial.Path)))],
        ContractAddress = options.ContractAddress,
        Owner = options.Owner,
        Denom = options.Denom,
        ChainId = options.NodeCommand?.ChainId,
        NodeCommand = options.NodeCommand?.Command,
        KeyName = options.NodeCommand?.KeyName,
        Emulator = options.Emulator,
    };
}

/// <summary>What a user said of a connection; null if nothing was.</summary>
internal sealed record CudosWishes
{
    public IReadOnlyList<Uri> Nodes { get; init; } = [];

    public string? ContractAddress { get; init; }

    public string? Owner { get; init; }

    public string? Denom { get; init; }

    public NodeCommandOptions? NodeCommand { get; init; }
}
