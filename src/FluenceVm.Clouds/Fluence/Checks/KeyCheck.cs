using System.Security;
using FluenceVm.Clouds.Checks;
using FluenceVm.Clouds.Http;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence.Checks;

/// <summary>Whether the service takes the key, which also shows whether it has the generation.</summary>
internal sealed class KeyCheck
{
    private readonly string? _problem;

    private KeyCheck(ApiKey? value, string? problem) => (Value, _problem) = (value, problem);

    /// <summary>The key; null if there is none that could be sent.</summary>
    public ApiKey? Value { get; }

    public static KeyCheck Of(SecureString key)
    {
        if (key.Length == 0)
        {
            return new KeyCheck(null, Messages.CheckKeyMissing);
        }
        try
        {
            return new KeyCheck(new ApiKey(key), null);
        }
        catch (ArgumentException unusable)
        {
            return new KeyCheck(null, unusable.Message);
        }
    }

    /// <summary>Tells of the generation and of the key.</summary>
    /// <returns>Whether the key was accepted.</returns>
    public async Task<bool> RunAsync(
        CheckReport report, CheckRequests requests, GenerationFound generation, string? version, CancellationToken cancellationToken)
    {
        var problem = generation.Problem;
        if (problem is null && (Value is not null || generation.Found != FluenceApiVersion.Cloud))
        {
            problem = await requests.ProblemOfAsync(generation.Found, PathOf(generation.Found), cancellationToken);
        }
        TellGeneration(report, generation, problem, version);
        if (_problem is not null)
        {
            report.Fail(FluenceChecks.Key, _problem, Messages.CheckKeyAdvice);
            return false;
        }
        return Tell(report, generation.Found, problem);
    }

    private static string PathOf(FluenceApiVersion generation) => generation switch
    {
        FluenceApiVersion.MarketV2 => "vms/v2",
        FluenceApiVersion.MarketV3 => "vms/v3",
        _ => "v3/account",
    };

    private static void TellGeneration(CheckReport report, GenerationFound generation, Exception? problem, string? version)
    {
        if (problem is FluenceApiException { Status: 404 or 405 })
        {
            report.Fail(
                FluenceChecks.Generation,
                Text.Of(nameof(Messages.CheckGenerationMissing), generation.Found),
                Messages.CheckGenerationAdvice);
        }
        else if (problem is NotSupportedException)
        {
            report.Fail(FluenceChecks.Generation, problem.Message, Messages.CheckAddressAdvice);
        }
        else if (generation.Found == FluenceApiVersion.Auto)
        {
            report.Unknown(FluenceChecks.Generation, Messages.CheckNeedsKey);
        }
        else
        {
            report.Pass(
                FluenceChecks.Generation,
                version is null ? generation.Found.ToString() : Text.Of(nameof(Messages.CheckGeneration), generation.Found, version));
        }
    }

    private static bool Tell(CheckReport report, FluenceApiVersion generation, Exception? problem)
    {
        switch (problem)
        {
            case null:
                report.Pass(FluenceChecks.Key, Messages.CheckKeyAccepted);
                return true;
            // Somebody who may not do one thing is known all the same; the marketplace says so of an unknown key too.
            case FluenceApiException { Status: 403 } when generation == FluenceApiVersion.Cloud:
                report.Pass(FluenceChecks.Key, Messages.CheckKeyAcceptedOnly);
                return true;
            case FluenceApiException { Status: 401 or 403 }:
                report.Fail(FluenceChecks.Key, problem.Message, Messages.CheckKeyAdvice);
                return false;
            case FluenceApiException { Status: 404 or 405 } or NotSupportedException:
                report.Unknown(FluenceChecks.Key, Messages.CheckNeedsGeneration);
                return false;
            default:
                report.Unknown(FluenceChecks.Key, problem.Message);
                return false;
        }
    }
}
