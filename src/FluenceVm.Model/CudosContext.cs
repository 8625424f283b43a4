namespace FluenceVm.Model;

/// <summary>What a connection to Cudos Compute is. It never holds a key: those stay in the keyring of the signing program.</summary>
public class CudosContext
{
    /// <summary>The REST gateways of chain nodes, in the order in which they are tried.</summary>
    public IReadOnlyList<Uri> Node { get; init => field = ItemList.Of(value); } = ItemList<Uri>.None;

    /// <summary>The contract's address.</summary>
    public string ContractAddress { get; init; } = string.Empty;

    /// <summary>The account whose machines are listed and changed; null where only a look around is meant.</summary>
    public string? Owner { get; init; }

    /// <summary>The smallest unit of the chain's coin.</summary>
    public string Denom { get; init; } = "acudos";

    /// <summary>The chain's id; null if it isn't known (the emulator has none).</summary>
    public string? ChainId { get; init; }

    /// <summary>The program that signs and sends changes; null if nothing can be changed, or nothing needs signing (emulator).</summary>
    public string? NodeCommand { get; init; }

    /// <summary>The name of the key in that program's keyring.</summary>
    public string? KeyName { get; init; }

    /// <summary>Whether this is an emulator: nothing costs money.</summary>
    public bool Emulator { get; init; }

    /// <summary>The node and the contract.</summary>
    public override string ToString() =>
        $"{(Node.Count == 0 ? Messages.NoNode : Node[0].ToString())} ({ContractAddress}{(Emulator ? ", emulator" : string.Empty)})";
}
