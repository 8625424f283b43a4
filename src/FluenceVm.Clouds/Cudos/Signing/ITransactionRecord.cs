namespace FluenceVm.Clouds.Cudos.Signing;

/// <summary>Writes down what a transaction is known by.</summary>
internal interface ITransactionRecord
{
    /// <summary>It is about to be sent. If this fails, nothing is.</summary>
    /// <param name="mark">What it is known by; null if nobody knows that before it is sent.</param>
    void Sending(TransactionMark? mark);

    /// <summary>It was sent, and only now is it known by something.</summary>
    /// <param name="mark">What it is known by.</param>
    void Named(TransactionMark mark);
}
