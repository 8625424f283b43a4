using FluenceVm.Model;

namespace FluenceVm.Clouds.Cudos.Signing;

/// <summary>Stands where no signer was given: says how to get one.</summary>
internal sealed class MissingSigner : ITransactionSigner
{
    public Task<SentTransaction> SendAsync(ContractCall call, CancellationToken cancellationToken) => throw new SignerException(
        "Nothing was sent: changes are signed by the chain's own program with the key in its keyring, and this connection names none. "
        + "Connect again with both: Connect-Cudos -NodeCommand cudos-noded -KeyName <key>; to try everything without a key, run Connect-Cudos -Emulator.");
}
