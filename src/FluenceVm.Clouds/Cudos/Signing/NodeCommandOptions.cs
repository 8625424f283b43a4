namespace FluenceVm.Clouds.Cudos.Signing;

/// <summary>
/// The chain's own command-line program, which holds the keys (docs/services/cudos-compute.md, "Who signs"). What is null is left to the
/// program's own configuration.
/// </summary>
public sealed class NodeCommandOptions
{
    /// <summary>The program: a name on PATH, or a path.</summary>
    public string Command { get; init; } = "cudos-noded";

    /// <summary>The name of the key in its keyring.</summary>
    public string KeyName { get; init; } = string.Empty;

    /// <summary>The chain's id, for example <c>cudos-1</c>.</summary>
    public string? ChainId { get; init; }

    /// <summary>The RPC address of the node that it sends through; not the REST gateway.</summary>
    public string? RpcNode { get; init; }

    /// <summary>The keyring's kind: <c>os</c>, <c>file</c>, <c>test</c>, ...</summary>
    public string? KeyringBackend { get; init; }

    /// <summary>The price of gas with its coin, for example <c>5000000000000acudos</c>.</summary>
    public string? GasPrices { get; init; }

    /// <summary>By how much the estimated gas is multiplied.</summary>
    public decimal GasAdjustment { get; init; } = 1.3m;

    /// <summary>How long the program may take to sign and send.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);
}
