namespace FluenceVm.Clouds.Cudos.Signing;

/// <summary>A message that is ready to be sent, once.</summary>
/// <param name="mark">What it is known by; null if nobody knows that before it is sent.</param>
internal abstract class PreparedTransaction(TransactionMark? mark)
{
    /// <summary>What it is known by; null if nobody knows that before it is sent.</summary>
    public TransactionMark? Mark => mark;

    /// <summary>Sends it.</summary>
    /// <param name="cancellationToken">Ends the call; what is sent stays sent.</param>
    /// <returns>What the chain has said so far.</returns>
    /// <exception cref="Model.Errors.SignerException">Certainly nothing was sent.</exception>
    /// <exception cref="Model.Errors.ContractException">The chain refused the message before it made it a transaction.</exception>
    /// <exception cref="Model.Errors.TransactionUnknownException">It may have been sent, and not even its hash is known.</exception>
    public abstract Task<SentTransaction> SendAsync(CancellationToken cancellationToken);
}
