using System.Numerics;
using System.Text.Json;
using FluenceVm.Clouds.Json;

namespace FluenceVm.Clouds.Cudos.Nodes;

/// <summary>A block, as a node gives it.</summary>
internal sealed class BlockWire
{
    public BlockBodyWire? Block { get; set; }
}

/// <summary>What is in it.</summary>
internal sealed class BlockBodyWire
{
    public BlockHeaderWire? Header { get; set; }
}

/// <summary>Which block of which chain it is.</summary>
internal sealed class BlockHeaderWire
{
    public string? ChainId { get; set; }

    public Field<BigInteger> Height { get; set; }
}

/// <summary>An account. Kinds of accounts wrap one another, and the numbers stand in the innermost.</summary>
internal sealed class ChainAccountWire
{
    public JsonElement Account { get; set; }
}

/// <summary>What an account, or the whole chain, has of one coin.</summary>
internal sealed class ChainBalanceWire
{
    public CoinWire? Balance { get; set; }

    public CoinWire? Amount { get; set; }
}

/// <summary>Coins of one kind.</summary>
internal sealed class CoinWire
{
    public Field<BigInteger> Amount { get; set; }
}

/// <summary>A signed transaction on its way to a node, which is to check it and pass it on.</summary>
internal sealed class BroadcastWire
{
    public string TxBytes { get; set; } = string.Empty;

    public string Mode { get; set; } = "BROADCAST_MODE_SYNC";
}
