using FluenceVm.Clouds.Checks;
using FluenceVm.Clouds.Http;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Checks;

/// <summary>
/// Finds out what is wrong with a connection to Fluence, or that nothing is. It only reads, and says what it finds instead of failing.
/// </summary>
public sealed class FluenceCheckup
{
    // Whoever looks for what is wrong doesn't want to wait for it as long as for an order.
    private static readonly TimeSpan LongestAttempt = TimeSpan.FromSeconds(15);
    private readonly FluenceConnectionOptions _options;

    /// <summary>A check-up of what a connection would be made of.</summary>
    /// <param name="options">Where to and as whom; an empty key stands for none.</param>
    public FluenceCheckup(FluenceConnectionOptions options) => _options = options ?? throw new ArgumentNullException(nameof(options));

    /// <summary>Checks one thing after the other.</summary>
    /// <param name="output">Is told of each as it is found.</param>
    /// <param name="observer">Is told of every attempt of a request.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task RunAsync(Action<ConnectionCheck> output, Action<RequestReport>? observer, CancellationToken cancellationToken)
    {
        var report = new CheckReport(output);
        var key = KeyCheck.Of(_options.ApiKey);
        if (OpenPipeline(report, key.Value) is not { } pipeline)
        {
            return;
        }
        using (pipeline)
        {
            var service = await ServiceAnswer.AskAsync(pipeline, observer, cancellationToken);
            await CheckNetworkAsync(report, service.Failure, cancellationToken);
            service.Tell(report);
            if (!service.IsThere)
            {
                Skip(report, FluenceChecks.NeedService, service.Failure is null ? Messages.CheckServiceIll : Messages.CheckNotReached);
                return;
            }
            await CheckServiceAsync(report, service, key, new CheckRequests(pipeline, observer), cancellationToken);
        }
    }

    private static void Skip(CheckReport report, IEnumerable<string> checks, string reason)
    {
        foreach (var check in checks)
        {
            report.Unknown(check, reason);
        }
    }

    private ServicePipeline? OpenPipeline(CheckReport report, ApiKey? key)
    {
        try
        {
            var timeout = _options.Timeout < LongestAttempt ? _options.Timeout : LongestAttempt;
            return new ServicePipeline(_options.Endpoint, key, _options.Transport, timeout, _options.TimeProvider);
        }
        catch (ArgumentException problem)
        {
            report.Fail(CheckNames.Address, problem.Message, null);
            return null;
        }
    }

    private async Task CheckNetworkAsync(CheckReport report, Exception? failure, CancellationToken cancellationToken)
    {
        if (_options.Transport is null)
        {
            await new NetworkCheck(report, _options.Endpoint).RunAsync(failure, cancellationToken);
        }
        else
        {
            NetworkCheck.Skip(report);
        }
    }

    private async Task CheckServiceAsync(
        CheckReport report, ServiceAnswer service, KeyCheck key, CheckRequests requests, CancellationToken cancellationToken)
    {
        ClockCheck.Run(report, service.Report);
        service.TellMaintenance(report);
        var generation = await requests.FindGenerationAsync(_options.ApiVersion, cancellationToken);
        var accepted = await key.RunAsync(report, requests, generation, service.Version, cancellationToken);
        if (!accepted)
        {
            Skip(report, [FluenceChecks.Permissions, FluenceChecks.Balance], Messages.CheckNeedsKey);
        }
        else if (generation.Found == FluenceApiVersion.Cloud)
        {
            await PermissionCheck.RunAsync(report, requests, cancellationToken);
            await BalanceCheck.RunAsync(report, requests, cancellationToken);
        }
        else
        {
            Skip(report, [FluenceChecks.Permissions, FluenceChecks.Balance], Messages.CheckNotTold);
        }
    }
}
