namespace FluenceVm.Clouds.Cudos.Signing;

/// <summary>Makes messages to the contract ready to be sent.</summary>
internal interface ITransactionSigner
{
    /// <summary>Signs a message. Nothing is sent.</summary>
    /// <param name="call">The message.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="Model.Errors.SignerException">It can't be signed.</exception>
    /// <exception cref="Model.Errors.ContractException">The chain would refuse it, or doesn't say what a signature needs.</exception>
    Task<PreparedTransaction> PrepareAsync(ContractCall call, CancellationToken cancellationToken);
}
