using System.Runtime.CompilerServices;

namespace FluenceVm.Clouds.Http;

/// <summary>
/// What the pipeline's handlers know of a request. It travels with the request, because handlers are shared by all callers.
/// </summary>
internal sealed class RequestContext
{
    // A request has a place of its own for this on each platform, but none on both.
    private static readonly ConditionalWeakTable<HttpRequestMessage, RequestContext> Contexts = new();

    /// <summary>The headers that carry the key, if the connection has one.</summary>
    public IReadOnlyList<KeyHeader> KeyHeaders { get; init; } = [];

    /// <summary>Whether the request may be sent again.</summary>
    public Repetition Repetition { get; init; }

    /// <summary>
    /// Whether a 500 is what the service's own program says, and would say again: a chain node answers so for a contract that
    /// refuses.
    /// </summary>
    public bool ServerErrorIsFinal { get; init; }

    /// <summary>
    /// What messages and reports call the request's path; null for the path itself, which may be encoded beyond recognition.
    /// </summary>
    public string? ShownPath { get; init; }

    /// <summary>Headers beside those of every request: an idempotency key, the version of what is known already.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Is told of every attempt.</summary>
    public Action<RequestReport>? Observer { get; init; }

    /// <summary>Whether an attempt before the last one may have been carried out although its response was lost.</summary>
    public bool MayHaveRunBefore { get; set; }

    public static RequestContext Of(HttpRequestMessage request) =>
        Contexts.TryGetValue(request, out var context) ? context : new RequestContext();

    /// <summary>The request's path as people read it.</summary>
    public static string PathOf(HttpRequestMessage request) => Of(request).ShownPath ?? request.RequestUri!.AbsolutePath;

    public void AttachTo(HttpRequestMessage request) => Contexts.Add(request, this);
}
