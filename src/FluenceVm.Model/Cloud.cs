namespace FluenceVm.Model;

/// <summary>One of the two clouds.</summary>
public enum Cloud
{
    /// <summary>Fluence: a REST service, paid in USDC.</summary>
    Fluence,

    /// <summary>Cudos Compute: a smart contract, paid in CUDOS.</summary>
    Cudos,
}
