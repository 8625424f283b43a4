using FluenceVm.Clouds.Journal;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence.Cloud.Orders;

/// <summary>
/// A step that the service knows by its idempotency key, and that costs nothing: it may be sent again however often, and a refusal
/// under the same key is one, because something that was made would have come back.
/// </summary>
internal static class KeyedStep
{
    public static async Task<T> SendAsync<T>(
        OperationRun run,
        string name,
        Func<CancellationToken, Task<T>> send,
        Func<T, IReadOnlyList<string>> idsOf,
        CancellationToken cancellationToken)
    {
        try
        {
            return await run.SendAsync(name, send, idsOf, cancellationToken, again: true);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            if (Certainty.IsRefusal(failure) && !IsAtWork(failure))
            {
                run.Refused(name, failure.Message);
            }
            else if (run.Operation.Step(name).IsOpen)
            {
                run.Settle(run.Operation.Step(name) with { Outcome = StepOutcome.Pending, MayHaveRunBefore = true });
            }
            throw;
        }
    }

    private static bool IsAtWork(Exception failure) => failure is FluenceApiException { Code: Requests.ErrorCodes.RequestInProgress };
}
