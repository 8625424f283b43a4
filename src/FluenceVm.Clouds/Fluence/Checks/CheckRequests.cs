using FluenceVm.Clouds.Http;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence.Checks;

/// <summary>The generation that was looked for: the one that was found, or why none was.</summary>
/// <param name="Found">The generation; <see cref="FluenceApiVersion.Auto"/> if none was found.</param>
/// <param name="Problem">Why none was found.</param>
internal sealed record GenerationFound(FluenceApiVersion Found, Exception? Problem);

/// <summary>The reads of a check-up. Each is sent once: a fault that passes is a fault to tell of.</summary>
internal sealed class CheckRequests(ServicePipeline pipeline, Action<RequestReport>? observer)
{
    /// <summary>Reads as the owner of the key.</summary>
    /// <returns>The response, or what the service or the network said instead.</returns>
    public async Task<(T? Value, Exception? Problem)> TryAsync<T>(
        FluenceApiVersion generation,
        string path,
        Func<FluenceRequests, Response, Task<T>> read,
        CancellationToken cancellationToken)
    {
        var requests = new FluenceRequests(pipeline, generation, observer);
        try
        {
            using var response = await requests.SendAsync(
                HttpMethod.Get, path, null, requests.NewContext(Repetition.Never), cancellationToken);
            return (await read(requests, response), null);
        }
        catch (Exception problem) when (ServiceTrouble.Is(problem))
        {
            return (default, problem);
        }
    }

    /// <summary>Whether the service lets the owner of the key read something.</summary>
    public async Task<Exception?> ProblemOfAsync(FluenceApiVersion generation, string path, CancellationToken cancellationToken) =>
        (await TryAsync(generation, path, (_, _) => Task.FromResult(true), cancellationToken)).Problem;

    /// <summary>Finds the generation out unless it was said.</summary>
    public async Task<GenerationFound> FindGenerationAsync(FluenceApiVersion said, CancellationToken cancellationToken)
    {
        if (said != FluenceApiVersion.Auto)
        {
            return new GenerationFound(said, null);
        }
        try
        {
            return new GenerationFound(await new GenerationProbe(pipeline, observer).FindAsync(cancellationToken), null);
        }
        catch (Exception problem) when (ServiceTrouble.Is(problem) || problem is NotSupportedException)
        {
            return new GenerationFound(FluenceApiVersion.Auto, problem);
        }
    }
}
