using FluenceVm.Clouds.Fluence.Market.Wire;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Clouds.Http;
using FluenceVm.Clouds.Json;
using FluenceVm.Clouds.Waiting;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence.Market;

/// <summary>
/// Deletes VMs in batches and finds out what became of each. A batch that the service refuses as a whole is taken to have
/// changed nothing, and is split until the ids that it can't delete are known.
/// </summary>
/// <param name="batchSize">How many ids the generation takes in a request.</param>
/// <param name="send">Sends one batch.</param>
/// <param name="newContext">A fresh context for each request.</param>
/// <param name="output">Takes the outcome of each id; called by one at a time.</param>
internal sealed class VmDeletion(
    int batchSize,
    Func<IReadOnlyList<string>, RequestContext, CancellationToken, Task<Response>> send,
    Func<RequestContext> newContext,
    Action<VmOutcome> output)
{
    private const int MaxConcurrency = 4;
    private readonly object _gate = new();
    private FluenceApiException? _refusedKey;

    public async Task RunAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        foreach (var id in ids.Where(id => !VmId.IsValid(id)))
        {
            Tell(id, VmId.Invalid(id));
        }
        var valid = ids.Where(VmId.IsValid).ToArray();
        var batches = Enumerable.Range(0, (valid.Length + batchSize - 1) / batchSize)
            .Select(batch => valid.Skip(batch * batchSize).Take(batchSize).ToArray());
        await Bounded.ForEachAsync(batches, MaxConcurrency, (batch, token) => DeleteAsync(batch, false, token), cancellationToken);
    }

    /// <param name="batch">The ids.</param>
    /// <param name="mayBeGone">Whether a request with these ids was sent before, and may have been carried out although its
    /// response was lost.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    private async Task DeleteAsync(string[] batch, bool mayBeGone, CancellationToken cancellationToken)
    {
        if (_refusedKey is { } refused)
        {
            Tell(batch, _ => refused);
            return;
        }
        var context = newContext();
        Func<string, Exception?> errorOf;
        try
        {
            // What was sent is answered, also if the user stops meanwhile: then it is known what is gone.
            cancellationToken.ThrowIfCancellationRequested();
            using var late = new LateStop(TimeProvider.System, cancellationToken);
            using var response = await send(batch, context, late.Token);
            errorOf = await ReadAsync(response, mayBeGone || context.MayHaveRunBefore, late.Token);
        }
        catch (Exception exception) when (exception is FluenceApiException or CloudConnectionException or TimeoutException)
        {
            mayBeGone |= context.MayHaveRunBefore;
            if (batch.Length > 1 && IsAboutTheIds(exception))
            {
                await DeleteAsync([.. batch.Take(batch.Length / 2)], mayBeGone, cancellationToken);
                await DeleteAsync([.. batch.Skip(batch.Length / 2)], mayBeGone, cancellationToken);
                return;
            }
            _refusedKey ??= exception is FluenceApiException { Status: 401 or 403 } refusal ? refusal : null;
            // Not there any more after a lost response: that response was the success.
            errorOf = _ => mayBeGone && exception is FluenceApiException { Status: 404 } ? null : exception;
        }
        Tell(batch, errorOf);
    }

    private static bool IsAboutTheIds(Exception exception) =>
        exception is FluenceApiException { Status: >= 400 and < 500 and not (401 or 403 or 408 or 429) };

    /// <summary>The status says that the service accepts the deletion; the later form of the response says of which ids.</summary>
    private static async Task<Func<string, Exception?>> ReadAsync(Response response, bool mayBeGone, CancellationToken cancellationToken)
    {
        HashSet<string>? removed = null;
        try
        {
            var deleted = await response.ReadObjectAsync(MarketJson.Default.DeletedWire, cancellationToken);
            removed = deleted.RemovedIds is null ? null : new HashSet<string>(deleted.RemovedIds, StringComparer.OrdinalIgnoreCase);
        }
        catch (Exception exception) when (exception is InvalidResponseException or CloudConnectionException or TimeoutException)
        {
            // MarketV2 answers with no body, or with one that the specification doesn't describe.
        }
        return id => removed is null || mayBeGone || removed.Contains(id) ? null : new InvalidResponseException(
            Text.Of(nameof(Messages.ResponseWithoutRemoved), id), response.Method, response.Path);
    }

    private void Tell(IEnumerable<string> ids, Func<string, Exception?> errorOf)
    {
        foreach (var id in ids)
        {
            Tell(id, errorOf(id));
        }
    }

    private void Tell(string id, Exception? error)
    {
        lock (_gate)
        {
            output(new VmOutcome { Id = id, Error = error });
        }
    }
}
