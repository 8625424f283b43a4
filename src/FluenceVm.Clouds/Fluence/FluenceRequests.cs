using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FluenceVm.Clouds.Http;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence;

/// <summary>Sends the requests of one client: of its generation, to its observer.</summary>
internal sealed class FluenceRequests(ServicePipeline pipeline, FluenceApiVersion generation, Action<RequestReport>? observer, Action<string>? warn = null, Action<ReadProblem>? problems = null)
{
    /// <summary>Tells the user something that isn't an error.</summary>
    public Action<string>? Warn => warn;

    public FluenceApiVersion Generation => generation;

    public TimeProvider Time => pipeline.Time;

    public RequestContext NewContext(bool repeatable = true, IReadOnlyList<KeyValuePair<string, string>>? headers = null) =>
        new() { Generation = generation, Repeatable = repeatable, Observer = observer, Headers = headers ?? [] };

    public Task<Response> GetAsync(string path, CancellationToken cancellationToken) =>
        pipeline.SendAsync(HttpMethod.Get, path, null, NewContext(), cancellationToken);

    public Task<Response> SendAsync<T>(
        HttpMethod method, string path, T body, JsonTypeInfo<T> type, RequestContext context, CancellationToken cancellationToken) =>
        pipeline.SendAsync(method, path, JsonSerializer.SerializeToUtf8Bytes(body, type), context, cancellationToken);

    public Task<Response> SendAsync(HttpMethod method, string path, RequestContext context, CancellationToken cancellationToken) =>
        SendAsync(method, path, null, context, cancellationToken);

    public Task<Response> SendAsync(HttpMethod method, string path, byte[]? json, RequestContext context, CancellationToken cancellationToken) =>
        pipeline.SendAsync(method, path, json, context, cancellationToken);

    public ReadProblems ProblemsOf(Response response) => ProblemsOf(response.Method, response.Path);

    public ReadProblems ProblemsOf(string method, string path) => new(pipeline.Redact, method, path, problems);

    /// <summary>Hands on what each object of a list stands for, as it arrives.</summary>
    public static Task StreamAsync<TWire, TModel>(
        Response response, JsonTypeInfo<TWire> type, ReadProblems faults, Func<TWire, ReadProblems, TModel?> map, Action<TModel> output, CancellationToken cancellationToken)
        where TWire : class
        where TModel : class => faults.HandOnAsync(response.ReadListAsync(type, isShort: false, cancellationToken), map, output);

    /// <summary>Reads a short list.</summary>
    public async Task<IReadOnlyList<TModel>> ListAsync<TWire, TModel>(
        string path, JsonTypeInfo<TWire> type, Func<TWire, ReadProblems, TModel?> map, CancellationToken cancellationToken)
        where TWire : class
        where TModel : class
    {
        using var response = await GetAsync(path, cancellationToken);
        var items = new List<TModel>();
        await ProblemsOf(response).HandOnAsync(response.ReadListAsync(type, isShort: true, cancellationToken), map, items.Add);
        return items;
    }
}
