namespace FluenceVm.Clouds.Cudos;

/// <summary>A transaction that is in a block and was carried out.</summary>
public sealed class TransactionReceipt
{
    /// <summary>Its hash: 64 hexadecimal digits.</summary>
    public string Hash { get; init; } = string.Empty;

    /// <summary>The number of its block; 0 where the chain didn't say.</summary>
    public long Height { get; init; }

    /// <summary>The gas that it used; 0 where the chain didn't say.</summary>
    public long GasUsed { get; init; }
}
