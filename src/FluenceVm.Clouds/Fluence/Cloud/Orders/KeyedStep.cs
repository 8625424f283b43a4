using FluenceVm.Clouds.Journal;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence.Cloud.Orders;

/// <summary>
/// A step that the service knows by its idempotency key, and that costs nothing: it may be sent again however often, and a refusal
/// under the same key is one, because something that was made would have come back.
/// </summary>
internal static class KeyedStep
{
    private const int MostAttempts = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static async Task<T> SendAsync<T>(
        OperationRun run,
        TimeProvider time,
        string name,
        Func<CancellationToken, Task<T>> send,
        Func<T, IReadOnlyList<string>> idsOf,
        CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await run.SendAsync(name, send, idsOf, cancellationToken, again: true);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                if (!Settle(run, name, failure) || attempt == MostAttempts)
                {
                    throw;
                }
            }
            await time.Delay(Pause, cancellationToken);
        }
    }

    /// <summary>Whether the service says that what this key made was deleted since: then nothing of it is there.</summary>
    public static bool IsGone(Exception failure) => failure is FluenceApiException { Code: Requests.ErrorCodes.IdempotentResourceGone };

    /// <summary>Writes down what a failure proves; whether the step may be tried again.</summary>
    private static bool Settle(OperationRun run, string name, Exception failure)
    {
        if (IsGone(failure) || (Certainty.IsRefusal(failure) && !IsAtWork(failure)))
        {
            run.Refused(name, failure.Message);
            return false;
        }
        if (run.Operation.Step(name).IsOpen)
        {
            run.Settle(run.Operation.Step(name) with { Outcome = StepOutcome.Pending, MayHaveRunBefore = true });
        }
        return Certainty.IsTrouble(failure);
    }

    private static bool IsAtWork(Exception failure) => failure is FluenceApiException { Code: Requests.ErrorCodes.RequestInProgress };
}
