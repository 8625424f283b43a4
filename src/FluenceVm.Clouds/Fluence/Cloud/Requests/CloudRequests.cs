using System.Text.Json.Serialization.Metadata;
using FluenceVm.Clouds.Http;
using FluenceVm.Clouds.Json;
using FluenceVm.Clouds.Waiting;
using FluenceVm.Model.Errors;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Requests;

/// <summary>
/// Sends the requests of generation Cloud: explains refusals, and waits for a keyed request that is still at work under the same
/// key (docs/services/fluence-cloud.md, "Idempotency").
/// </summary>
internal sealed class CloudRequests
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly FluenceRequests _requests;
    private readonly CloudAdvice _advice;

    public CloudRequests(FluenceRequests requests)
    {
        _requests = requests;
        _advice = new CloudAdvice(requests);
    }

    public FluenceApiVersion Generation => _requests.Generation;

    public TimeProvider Time => _requests.Time;

    /// <summary>The service's time.</summary>
    public DateTimeOffset Now => _requests.Now;

    public ReadProblems ProblemsOf(Response response) => _requests.ProblemsOf(response);

    /// <summary>For what is read from many pages of one list.</summary>
    public ReadProblems ProblemsOf(string path) => _requests.ProblemsOf(HttpMethod.Get.Method, "/" + path);

    /// <summary>Tells the user something that isn't an error.</summary>
    public void Warn(string message) => _requests.Warn?.Invoke(message);

    public Task<Response> GetAsync(
        string path, CancellationToken cancellationToken, IReadOnlyList<KeyValuePair<string, string>>? headers = null)
    {
        ServicePath.Check(path.Split('?')[0]);
        return _advice.ExplainAsync(() => _requests.SendAsync(
            HttpMethod.Get,
            path,
            null,
            _requests.NewContext(Repetition.ByMethod, headers ?? []),
            cancellationToken), cancellationToken);
    }

    /// <summary>Reads an object.</summary>
    public async Task<T> ReadAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var response = await GetAsync(path, cancellationToken);
        return await response.ReadObjectAsync(type, cancellationToken);
    }

    /// <summary>Reads a short list that comes whole, as an object with items or as a bare array.</summary>
    public async Task<IReadOnlyList<T>> ListAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        using var response = await GetAsync(path, cancellationToken);
        return await response.ReadItemsAsync(type, cancellationToken);
    }

    /// <summary>Sends a change whose response is of no interest.</summary>
    public async Task SendAsync(Change change, CancellationToken cancellationToken) =>
        (await SendRawAsync(change, cancellationToken)).Dispose();

    /// <summary>Sends a change, and reads what it answers.</summary>
    public async Task<T> SendAsync<T>(Change change, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var response = await SendRawAsync(change, cancellationToken);
        return await response.ReadObjectAsync(type, cancellationToken);
    }

    /// <summary>Deletes a thing; one that is gone already is as good as deleted.</summary>
    public async Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(Change.Delete(path), cancellationToken);
        }
        catch (FluenceApiException exception) when (exception.Status is 404 or 410)
        {
            // Somebody else removed it, or a lost response was the success.
        }
    }

    public async Task<Response> SendRawAsync(Change change, CancellationToken cancellationToken)
    {
        ServicePath.Check(change.Path);
        using var deadline = new Deadline(Patience, Time, cancellationToken);
        while (true)
        {
            try
            {
                var context = _requests.NewContext(change.Repetition, change.Headers);
                return await _advice.ExplainAsync(
                    () => _requests.SendAsync(change.Method, change.Path, change.Json, context, cancellationToken),
                    cancellationToken);
            }
            catch (FluenceApiException exception) when (exception.Code == ErrorCodes.RequestInProgress
                && change.IdempotencyKey is not null
                && !deadline.IsOver)
            {
                await deadline.DelayAsync(DelayAfter(exception));
            }
        }
    }

    // As long as the service says, within reason.
    private static TimeSpan DelayAfter(FluenceApiException exception)
    {
        var delay = exception.RetryAfter ?? ShortestWait;
        if (delay < ShortestWait)
        {
            return ShortestWait;
        }
        return delay > RetryDelay.Longest ? RetryDelay.Longest : delay;
    }
}
