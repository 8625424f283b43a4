using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FluenceVm.Clouds.Http;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence;

/// <summary>Sends the requests of one client: of its generation, to its observer.</summary>
internal sealed class FluenceRequests(
    ServicePipeline pipeline,
    FluenceApiVersion generation,
    Action<RequestReport>? observer,
    Action<string>? warn = null,
    Action<ReadProblem>? problems = null,
    Func<DateTimeOffset>? clock = null)
{
    /// <summary>Tells the user something that isn't an error.</summary>
    public Action<string>? Warn => warn;

    public FluenceApiVersion Generation => generation;

    public TimeProvider Time => pipeline.Time;

    /// <summary>The service's time.</summary>
    public DateTimeOffset Now => clock?.Invoke() ?? Time.GetUtcNow();

    /// <summary>For a request that is repeated as its method says.</summary>
    public RequestContext NewContext() => NewContext(Repetition.ByMethod, []);

    public RequestContext NewContext(Repetition repetition) => NewContext(repetition, []);

    public RequestContext NewContext(Repetition repetition, IReadOnlyList<KeyValuePair<string, string>> headers) => new()
    {
        KeyHeaders = KeyHeaders.Of(generation),
        Repetition = repetition,
        Headers = headers,
        Observer = observer,
    };

    public Task<Response> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, NewContext(), cancellationToken);

    public Task<Response> SendAsync<T>(
        HttpMethod method, string path, T body, JsonTypeInfo<T> type, RequestContext context, CancellationToken cancellationToken) =>
        SendAsync(method, path, JsonSerializer.SerializeToUtf8Bytes(body, type), context, cancellationToken);

    public Task<Response> SendAsync(HttpMethod method, string path, RequestContext context, CancellationToken cancellationToken) =>
        SendAsync(method, path, null, context, cancellationToken);

    /// <summary>Sends a request; the response's body is still to be read.</summary>
    /// <exception cref="FluenceApiException">The service answered with an error.</exception>
    public async Task<Response> SendAsync(
        HttpMethod method, string path, byte[]? json, RequestContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await pipeline.SendAsync(method, path, json, context, cancellationToken);
        }
        catch (ServiceException error)
        {
            throw FluenceErrors.From(error);
        }
    }

    public ReadProblems ProblemsOf(Response response) => ProblemsOf(response.Method, response.Path);

    public ReadProblems ProblemsOf(string method, string path) => new(pipeline.Redact, method, path, problems);

    /// <summary>Hands on what each object of a list stands for, as it arrives.</summary>
    public static Task StreamAsync<TWire, TModel>(
        Response response,
        IItemReader<TWire> items,
        ReadProblems problems,
        Func<TWire, ReadProblems, TModel?> map,
        Action<TModel> output,
        CancellationToken cancellationToken)
        where TWire : class
        where TModel : class => problems.HandOnAsync(
            new JsonList<TWire>(response, null, items, isShort: false).ReadAsync(cancellationToken), map, output);

    /// <summary>Reads a short list.</summary>
    public async Task<IReadOnlyList<TModel>> ListAsync<TWire, TModel>(
        string path, JsonTypeInfo<TWire> type, Func<TWire, ReadProblems, TModel?> map, CancellationToken cancellationToken)
        where TWire : class
        where TModel : class
    {
        using var response = await GetAsync(path, cancellationToken);
        var items = new List<TModel>();
        var list = new JsonList<TWire>(response, null, new SerializedItem<TWire>(type), isShort: true);
        await ProblemsOf(response).HandOnAsync(list.ReadAsync(cancellationToken), map, items.Add);
        return items;
    }
}
