using FluenceVm.Clouds.Checks;
using FluenceVm.Clouds.Http;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence.Checks;

/// <summary>What the service says of itself to somebody without a key, or why it says nothing.</summary>
internal sealed class ServiceAnswer
{
    private FluenceApiException? _refusal;
    private ServiceState? _state;

    /// <summary>Why no response came; null if one did.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>The attempt; null if none was made.</summary>
    public RequestReport? Report { get; private set; }

    /// <summary>Whether a response came, and not that of a service that is out of order.</summary>
    public bool IsThere => Failure is null && _refusal is not { Status: >= 500 };

    /// <summary>The version that it says it has; null if it doesn't say.</summary>
    public string? Version => _state?.Version;

    public static async Task<ServiceAnswer> AskAsync(
        ServicePipeline pipeline, Action<RequestReport>? observer, CancellationToken cancellationToken)
    {
        var answer = new ServiceAnswer();
        var context = new RequestContext
        {
            Repetition = Repetition.Never,
            Observer = report =>
            {
                answer.Report = report;
                observer?.Invoke(report);
            },
        };
        try
        {
            using var response = await pipeline.SendAsync(HttpMethod.Get, ServiceState.Path, null, context, cancellationToken);
            answer._state = await ServiceState.ReadAsync(response, cancellationToken);
        }
        catch (ServiceException refusal)
        {
            answer._refusal = FluenceErrors.From(refusal);
        }
        catch (Exception trouble) when (trouble is CloudConnectionException or TimeoutException)
        {
            answer.Failure = trouble;
        }
        return answer;
    }

    /// <summary>Tells whether it is there.</summary>
    public void Tell(CheckReport report)
    {
        if (Failure is not null)
        {
            report.Fail(CheckNames.Service, Failure.Message, Messages.CheckServiceAdvice);
        }
        else if (!IsThere)
        {
            report.Fail(CheckNames.Service, _refusal!.Message, Messages.AdviceOnOutage);
        }
        else
        {
            report.Pass(
                CheckNames.Service, Text.Of(nameof(Messages.CheckService), (Report?.Elapsed ?? TimeSpan.Zero).TotalMilliseconds));
        }
    }

    /// <summary>Tells whether it is being worked on.</summary>
    public void TellMaintenance(CheckReport report)
    {
        switch (_state?.IsInMaintenance)
        {
            case true:
                report.Fail(FluenceChecks.Maintenance, Messages.CheckMaintenance, Messages.CheckMaintenanceAdvice);
                break;
            case false:
                report.Pass(FluenceChecks.Maintenance, Messages.CheckNoMaintenance);
                break;
            default:
                report.Unknown(FluenceChecks.Maintenance, Messages.CheckNotTold);
                break;
        }
    }
}
