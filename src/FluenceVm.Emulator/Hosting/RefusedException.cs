namespace FluenceVm.Emulator.Hosting;

/// <summary>A request is refused: the service's status and text.</summary>
internal sealed class RefusedException : Exception
{
    /// <param name="status">The HTTP status.</param>
    /// <param name="text">The text of the response's <c>error</c>.</param>
    public RefusedException(int status, string text) : base(text) => Status = status;

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>The machine-readable code where the status doesn't say it already; only generation <c>Cloud</c> has codes.</summary>
    public string? Code { get; init; }

    /// <summary>The request itself is wrong.</summary>
    public static RefusedException BadRequest(string text) => new(400, text);

    /// <summary>What the request names isn't there.</summary>
    public static RefusedException NotFound(string text) => new(404, text);

    /// <summary>The request is well formed and can't be met.</summary>
    public static RefusedException Unmet(string text) => new(422, text);
}
