using System.Text.Json.Serialization.Metadata;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Http;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence.Cloud;

/// <summary>Sends the requests of generation Cloud, and adds to an error response what its code makes worth knowing.</summary>
internal sealed class CloudRequests(FluenceRequests requests)
{
    public TimeProvider Time => requests.Time;

    public ReadProblems ProblemsOf(Response response) => requests.ProblemsOf(response);

    public RequestContext NewContext(bool repeatable = true) =>
        requests.NewContext(repeatable ? Repetition.Allowed : Repetition.Never);

    public Task<Response> GetAsync(string path, CancellationToken cancellationToken) =>
        AdviseAsync(() => requests.GetAsync(path, cancellationToken), cancellationToken);

    public Task<Response> SendAsync<T>(
        HttpMethod method, string path, T body, JsonTypeInfo<T> type, CancellationToken cancellationToken, bool repeatable = true) =>
        AdviseAsync(() => requests.SendAsync(method, path, body, type, NewContext(repeatable), cancellationToken), cancellationToken);

    public Task<Response> SendAsync(HttpMethod method, string path, RequestContext context, CancellationToken cancellationToken) =>
        AdviseAsync(() => requests.SendAsync(method, path, context, cancellationToken), cancellationToken);

    /// <summary>Reads an object.</summary>
    public async Task<T> ReadAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var response = await GetAsync(path, cancellationToken);
        return await response.ReadObjectAsync(type, cancellationToken);
    }

    /// <summary>Reads a short list.</summary>
    public async Task<IReadOnlyList<TModel>> ListAsync<TWire, TModel>(
        string path, JsonTypeInfo<CollectionWire<TWire>> type, Func<TWire, ReadProblems, TModel> map, CancellationToken cancellationToken)
        where TWire : class
    {
        using var response = await GetAsync(path, cancellationToken);
        var items = (await response.ReadObjectAsync(type, cancellationToken)).Items
            ?? throw new InvalidResponseException(Messages.ResponseWithoutItems, response.Method, response.Path);
        var faults = ProblemsOf(response);
        TModel[] models = [.. items.OfType<TWire>().Select(item => map(item, faults))];
        faults.ThrowIfAny();
        return models;
    }

    public async Task<IReadOnlyList<Balance>> ListBalancesAsync(CancellationToken cancellationToken)
    {
        using var response = await requests.GetAsync("v2/users/balances", cancellationToken);
        var faults = ProblemsOf(response);
        Balance[] balances = [.. (await response.ReadArrayAsync(CloudJson.Default.Balances, cancellationToken)).OfType<BalanceWire>().Select(wire => CloudMapper.ToModel(wire, faults))];
        faults.ThrowIfAny();
        return balances;
    }

    private async Task<Response> AdviseAsync(Func<Task<Response>> send, CancellationToken cancellationToken)
    {
        try
        {
            return await send();
        }
        catch (FluenceApiException refusal) when (refusal.Code == ErrorCodes.InsufficientBalance || refusal.Status >= 500)
        {
            if (await AdviseAsync(refusal, cancellationToken) is { } advice)
            {
                throw new FluenceApiException(refusal, advice);
            }
            throw;
        }
    }

    private async Task<string?> AdviseAsync(FluenceApiException refusal, CancellationToken cancellationToken)
    {
        try
        {
            if (refusal.Code == ErrorCodes.InsufficientBalance)
            {
                return Text.Of(nameof(Messages.AdviceOnBalance), string.Join(", ", await ListBalancesAsync(cancellationToken)));
            }
            using var response = await requests.SendAsync(HttpMethod.Get, "v1/service/status", NewContext(repeatable: false), cancellationToken);
            var status = await response.ReadObjectAsync(CloudJson.Default.ServiceStatusWire, cancellationToken);
            return status.MaintenanceMode ? Messages.AdviceOnMaintenance : null;
        }
        catch (Exception exception) when (exception is FluenceApiException or CloudConnectionException or TimeoutException or InvalidResponseException)
        {
            // The refusal is the news; what would only have explained it is left out.
            return null;
        }
    }
}
