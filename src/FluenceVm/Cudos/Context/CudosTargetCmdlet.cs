using System.Management.Automation;
using FluenceVm.Clouds.Cudos.Signing;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;

namespace FluenceVm.Cudos.Context;

/// <summary>A cmdlet that is told which chain and contract to talk to, and who signs.</summary>
public abstract class CudosTargetCmdlet : AsyncCmdlet
{
    private protected const string ServiceSet = "Service";
    private protected const string EmulatorSet = "Emulator";

    private protected CudosTargetCmdlet()
    {
    }

    /// <summary>The REST gateways of chain nodes, or an emulator's address; when one is down, the next is asked.</summary>
    [Parameter(Position = 0, ParameterSetName = ServiceSet)]
    [ValidateNotNullOrEmpty]
    public Uri[] Node { get; set; } = [];

    /// <summary>The contract's address; by default the main network's, on an emulator its own.</summary>
    [Parameter(ParameterSetName = ServiceSet)]
    [ValidateNotNullOrEmpty]
    public string? ContractAddress { get; set; }

    /// <summary>The account whose machines are listed and changed; by default the one of the key, on an emulator its first.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Owner { get; set; }

    /// <summary>The smallest unit of the chain's coin; by default <c>acudos</c>.</summary>
    [Parameter(ParameterSetName = ServiceSet)]
    [ValidateNotNullOrEmpty]
    public string? Denom { get; set; }

    /// <summary>The chain's own program, which signs and sends changes: a name on PATH or a path, for example <c>cudos-noded</c>.</summary>
    [Parameter(ParameterSetName = ServiceSet)]
    [ValidateNotNullOrEmpty]
    public string? NodeCommand { get; set; }

    /// <summary>The name of the key in that program's keyring. The key itself never leaves it.</summary>
    [Parameter(ParameterSetName = ServiceSet)]
    [ValidateNotNullOrEmpty]
    public string? KeyName { get; set; }

    /// <summary>The chain's id for that program; by default as it is configured.</summary>
    [Parameter(ParameterSetName = ServiceSet)]
    [ValidateNotNullOrEmpty]
    public string? ChainId { get; set; }

    /// <summary>The RPC address that program sends to; by default as it is configured.</summary>
    [Parameter(ParameterSetName = ServiceSet)]
    [ValidateNotNullOrEmpty]
    public string? RpcNode { get; set; }

    /// <summary>The kind of that program's keyring; by default as it is configured.</summary>
    [Parameter(ParameterSetName = ServiceSet)]
    [ValidateNotNullOrEmpty]
    public string? KeyringBackend { get; set; }

    /// <summary>The price of gas with its coin; by default as that program is configured.</summary>
    [Parameter(ParameterSetName = ServiceSet)]
    [ValidateNotNullOrEmpty]
    public string? GasPrice { get; set; }

    /// <summary>By how much the estimated gas is multiplied.</summary>
    [Parameter(ParameterSetName = ServiceSet)]
    [Amount]
    [ValidateRange(1, 100)]
    public decimal GasAdjustment { get; set; } = 1.3m;

    /// <summary>Means the emulator of this runspace: no account, no money, no network.</summary>
    [Parameter(Mandatory = true, ParameterSetName = EmulatorSet)]
    public SwitchParameter Emulator { get; set; }

    /// <summary>What was said of the connection, the signing program left out.</summary>
    private protected CudosWishes Wishes() => Node.Length == 0 ? throw CudosErrors.NodeMissing() : new CudosWishes
    {
        Nodes = Node,
        ContractAddress = ContractAddress,
        Owner = Owner,
        Denom = Denom,
    };

    /// <summary>The signing program that was named; null if none was.</summary>
    private protected async Task<NodeCommandOptions?> ProgramAsync() => NodeCommand is null ? null : new NodeCommandOptions
    {
        Command = await AskAsync(() => PathOf(NodeCommand)),
        KeyName = KeyName ?? throw CudosErrors.KeyNameMissing(NodeCommand),
        ChainId = ChainId,
        RpcNode = RpcNode,
        KeyringBackend = KeyringBackend,
        GasPrices = GasPrice,
        GasAdjustment = GasAdjustment,
    };

    // Resolved here, because the operating system might also look into the current folder.
    private string PathOf(string command) =>
        InvokeCommand.GetCommand(command, CommandTypes.Application) is ApplicationInfo program
            ? program.Path
            : throw CudosErrors.NodeCommandMissing(command);
}
