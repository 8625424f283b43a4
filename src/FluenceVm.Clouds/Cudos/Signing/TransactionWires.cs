using System.Numerics;
using System.Text.Json.Serialization;
using FluenceVm.Clouds.Json;

namespace FluenceVm.Clouds.Cudos.Signing;

/// <summary>A transaction that was looked up.</summary>
internal sealed class TransactionWire
{
    public TransactionResultWire? TxResponse { get; set; }
}

/// <summary>What became of a transaction, as a node and the chain's program give it.</summary>
internal sealed class TransactionResultWire
{
    [JsonPropertyName("txhash")]
    public string? Hash { get; set; }

    public Field<BigInteger> Height { get; set; }

    public string? Codespace { get; set; }

    public Field<BigInteger> Code { get; set; }

    public string? RawLog { get; set; }

    public Field<BigInteger> GasUsed { get; set; }
}
