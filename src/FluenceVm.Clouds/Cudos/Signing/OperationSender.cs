using FluenceVm.Clouds.Journal;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Cudos.Signing;

/// <summary>Sends messages as steps of operations: what is known of each is written down before it is sent and after.</summary>
internal sealed class OperationSender(TransactionSender sender)
{
    // The chain's way to say that a transaction came after the last block that takes it.
    private const int TooLate = 30;
    private const int Signatures = 3;

    /// <summary>Carries a step out that wasn't yet. If it was sent before, it is looked up first.</summary>
    /// <param name="run">The operation.</param>
    /// <param name="step">The step.</param>
    /// <param name="call">The message.</param>
    /// <param name="again">Whether it may be sent although an earlier attempt may still be carried out: the contract takes it once.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<TransactionReceipt> SendAsync(
        OperationRun run, string step, ContractCall call, bool again, CancellationToken cancellationToken)
    {
        try
        {
            if (await SettleAsync(run, step, call, cancellationToken) is { } earlier)
            {
                return earlier;
            }
        }
        catch (TransactionUnknownException) when (again)
        {
            // Sent again below.
        }
        for (var signatures = 1; ; signatures++)
        {
            try
            {
                return await SendOnceAsync(run, step, call, again, cancellationToken);
            }
            catch (ContractException late) when (late is { Code: TooLate, Codespace: "sdk" } && signatures < Signatures)
            {
                // It took longer to sign than the chain waits; nothing was changed.
            }
        }
    }

    /// <summary>What a step that was sent before has come to; null if it wasn't sent, or certainly nothing came of it.</summary>
    /// <exception cref="TransactionUnknownException">Nobody knows.</exception>
    public async Task<TransactionReceipt?> SettleAsync(
        OperationRun run, string step, ContractCall call, CancellationToken cancellationToken)
    {
        var known = run.Operation.Step(step);
        if (known.Outcome == StepOutcome.Done)
        {
            return new TransactionReceipt { Hash = string.Concat(known.Ids) };
        }
        if (!known.IsOpen)
        {
            return null;
        }
        var mark = TransactionMark.Parse(known.Mark)
            ?? throw new TransactionUnknownException(
                Text.Of(nameof(Messages.TransactionWithoutHash), call.What, known.SentAt?.UtcDateTime), null);
        TransactionReceipt? receipt;
        try
        {
            receipt = await sender.SettleAsync(call, mark, cancellationToken);
        }
        catch (ContractException refused) when (refused.TransactionHash is not null)
        {
            // It is in a block, and changed nothing.
            return Nothing(refused.Message);
        }
        if (receipt is null)
        {
            return Nothing(Text.Of(nameof(Messages.TransactionNeverInBlock), mark.Hash));
        }
        run.Done(step, [receipt.Hash]);
        return receipt;

        TransactionReceipt? Nothing(string reason)
        {
            // Of an attempt before this one, the mark is no longer known.
            if (!known.MayHaveRunBefore)
            {
                run.Refused(step, reason);
            }
            return null;
        }
    }

    private async Task<TransactionReceipt> SendOnceAsync(
        OperationRun run, string step, ContractCall call, bool again, CancellationToken cancellationToken)
    {
        var record = new Record(run, step, again);
        TransactionReceipt receipt;
        try
        {
            receipt = await sender.SendAsync(call, record, cancellationToken);
        }
        catch (Exception failure) when (record.IsSent)
        {
            // What refuses a second attempt may be the first.
            if (failure is ContractException or SignerException && !run.Operation.Step(step).MayHaveRunBefore)
            {
                run.Refused(step, failure.Message);
            }
            else
            {
                run.Unknown(step, failure.Message);
            }
            throw;
        }
        run.Done(step, [receipt.Hash]);
        return receipt;
    }

    /// <summary>The journal's page for one step.</summary>
    private sealed class Record(OperationRun run, string step, bool again) : ITransactionRecord
    {
        /// <summary>Whether it may have been sent.</summary>
        public bool IsSent { get; private set; }

        public void Sending(TransactionMark? mark)
        {
            run.Sending(step, again, mark?.ToString());
            IsSent = true;
        }

        public void Named(TransactionMark mark) => run.Marked(step, mark.ToString());
    }
}
