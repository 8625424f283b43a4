using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Cudos.Signing;

/// <summary>Stands where no signer was given: says how to get one.</summary>
internal sealed class MissingSigner : ITransactionSigner
{
    public Task<PreparedTransaction> PrepareAsync(ContractCall call, CancellationToken cancellationToken) =>
        throw new SignerException(Messages.SignerMissing);
}
