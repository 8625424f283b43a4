namespace FluenceVm.Emulator.Tests.Fluence.Cloud;

/// <summary>Holds every accepted request, and every response, against the OpenAPI file; without the file it lets all pass.</summary>
internal sealed class ConformingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>The operations that were asked for, and how they were answered.</summary>
    public HashSet<(string Operation, int Status)> Seen { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        var path = request.RequestUri!.AbsolutePath;
        if (ResponseContract.Shared is { } file && file.OperationOf(request.Method.Method, path) is { } operation)
        {
            var status = (int)response.StatusCode;
            Seen.Add((operation, status));
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            if (response.Content.Headers.ContentType?.MediaType != "text/csv")
            {
                Fail($"the response {status} to {operation}", file.Violations(operation, status, body), body);
            }
            if (status < 300 && sent is not null)
            {
                Fail($"the request {operation}, which was accepted", file.Violations(operation, sent), sent);
            }
        }
        return response;
    }

    private static void Fail(string what, IReadOnlyList<string> violations, string? text)
    {
        if (violations.Count > 0)
        {
            Assert.Fail($"The file has this against {what}:\n{string.Join('\n', violations)}\n{text}");
        }
    }
}
