using FluenceVm.Clouds.Cudos.Signing;

namespace FluenceVm.Clouds.Cudos;

/// <summary>
/// What a connection to Cudos Compute needs to know (docs/services/cudos-compute.md, "Network facts"): nothing of it is built
/// in.
/// </summary>
public sealed record CudosConnectionOptions
{
    /// <summary>The main network's contract. The chain has since merged into another one, so it need not answer.</summary>
    public const string MainContract = "cudos1gn59sajfpqdlzxwmnnl69r7k2rxdt52l0nwwgalaa8nn2h8vrjzss2gz08";

    /// <summary>
    /// REST gateways of chain nodes; when one is down, the next is tried. <c>http</c> is accepted for loopback addresses only.
    /// </summary>
    public IReadOnlyList<Uri> Nodes { get; init; } = [];

    /// <summary>The contract's address.</summary>
    public string ContractAddress { get; init; } = MainContract;

    /// <summary>The account whose machines are changed; null where only queries are meant.</summary>
    public string? Owner { get; init; }

    /// <summary>The smallest unit of the chain's coin; 10^18 of it are one CUDOS.</summary>
    public string Denom { get; init; } = "acudos";

    /// <summary>How changes are signed: by the chain's own program; null for none.</summary>
    public NodeCommandOptions? NodeCommand { get; init; }

    /// <summary>Whether the node is the emulator, which carries changes out without a signature.</summary>
    public bool Emulator { get; init; }

    /// <summary>Sends the requests instead of the network: an in-process emulator. Not disposed by the connection.</summary>
    public HttpMessageHandler? Transport { get; init; }

    /// <summary>How long one attempt may take until its response's headers are there, and how long its body may stand still.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a transaction that a node has taken is looked for in a block.</summary>
    public TimeSpan InclusionTimeout { get; init; } = TimeSpan.FromSeconds(60);

    internal TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
