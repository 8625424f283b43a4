using System.Net;
using FluenceVm.Model;
using FluenceVm.Model.Errors;
using Polly;
using Polly.Retry;

namespace FluenceVm.Clouds.Http;

/// <summary>Repeats what may be repeated, and reports every attempt to the request's observer: the pipeline's only log.</summary>
internal sealed class RetryHandler : DelegatingHandler
{
    private const int MaxRetries = 3;
    private static readonly ResiliencePropertyKey<Attempts> AttemptsKey = new("attempts");
    private readonly TimeProvider _time;
    private readonly Func<string, string> _redact;
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    /// <param name="time">The clock.</param>
    /// <param name="redact">Takes the key out of a text of the service.</param>
    public RetryHandler(TimeProvider time, Func<string, string> redact)
    {
        _time = time;
        _redact = redact;
        _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = MaxRetries,
                Delay = TimeSpan.FromSeconds(0.5),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                MaxDelay = RetryDelay.Longest,
                ShouldHandle = arguments =>
                    new(MayBeRepeated(arguments.Context.Properties.GetValue(AttemptsKey, null!), arguments.Outcome)),
                DelayGenerator = arguments => new(RetryDelay.Of(arguments.Outcome.Result, time)),
                OnRetry = arguments =>
                {
                    arguments.Context.Properties.GetValue(AttemptsKey, null!).BeforeRetry(arguments.Outcome, arguments.RetryDelay);
                    return default;
                },
            })
            .Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var attempts = new Attempts(request, _time, _redact);
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(AttemptsKey, attempts);
        try
        {
            var outcome = await _pipeline.ExecuteOutcomeAsync(AttemptAsync, context, (Handler: this, Request: request, Attempts: attempts));
            attempts.Report(outcome, null);
            outcome.ThrowIfException();
            return outcome.Result!;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static async ValueTask<Outcome<HttpResponseMessage>> AttemptAsync(
        ResilienceContext context, (RetryHandler Handler, HttpRequestMessage Request, Attempts Attempts) state)
    {
        try
        {
            state.Attempts.Begin();
            return Outcome.FromResult(await state.Handler.SendOnceAsync(state.Request, context.CancellationToken));
        }
        catch (Exception exception)
        {
            return Outcome.FromException<HttpResponseMessage>(exception);
        }
    }

    private Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        base.SendAsync(request, cancellationToken);

    // The whole decision: what may be repeated at all, and after what.
    private bool MayBeRepeated(Attempts attempts, Outcome<HttpResponseMessage> outcome)
    {
        if (!MayBeRepeated(attempts.Method, attempts.Context.Repetition))
        {
            return false;
        }
        if (outcome.Result is not { } response)
        {
            return outcome.Exception is CloudConnectionException { IsFinal: false } or TimeoutException;
        }
        var status = (int)response.StatusCode;
        // A chain node says 500 for a contract that refuses, and would say it again.
        if (status == 500 && attempts.Context.ServerErrorIsFinal)
        {
            return false;
        }
        // A service that asks for a long pause is told on, not waited for.
        return status is 408 or 429 or >= 500 && !(RetryDelay.Of(response, _time) > RetryDelay.Longest);
    }

    private static bool MayBeRepeated(HttpMethod method, Repetition repetition) => repetition switch
    {
        Repetition.Allowed => true,
        Repetition.Never => false,
        _ => method == HttpMethod.Get || method == HttpMethod.Head || method == HttpMethod.Put || method == HttpMethod.Delete,
    };

    /// <summary>The attempts of one request.</summary>
    private sealed class Attempts(HttpRequestMessage request, TimeProvider time, Func<string, string> redact)
    {
        private long _start;

        public RequestContext Context { get; } = RequestContext.Of(request);

        public HttpMethod Method => request.Method;

        public void Begin() => _start = time.GetTimestamp();

        public void BeforeRetry(Outcome<HttpResponseMessage> outcome, TimeSpan delay)
        {
            Context.MayHaveRunBefore |= outcome.Exception switch
            {
                CloudConnectionException lost => lost.MayHaveArrived,
                null => outcome.Result!.StatusCode is not ((HttpStatusCode)429 or HttpStatusCode.RequestTimeout
                    or HttpStatusCode.ServiceUnavailable),
                _ => true,
            };
            Report(outcome, delay);
        }

        public void Report(Outcome<HttpResponseMessage> outcome, TimeSpan? delay) => Context.Observer?.Invoke(new RequestReport
        {
            Method = request.Method.Method,
            Path = RequestContext.PathOf(request),
            Status = (int?)outcome.Result?.StatusCode,
            Elapsed = time.GetElapsedTime(_start),
            RetryAfter = delay,
            RequestId = outcome.Result is { } answer ? RequestIds.Of(answer, redact) : null,
            ServiceTime = outcome.Result?.Headers.Date,
            ReceivedAt = outcome.Result is null ? null : time.GetUtcNow(),
            Failure = outcome.Exception switch
            {
                null => null,
                OperationCanceledException => Messages.ReportCancelled,
                TimeoutException => Messages.ReportTimedOut,
                CloudConnectionException { MayHaveArrived: false } => Messages.ReportNoConnection,
                CloudConnectionException => Messages.ReportConnectionLost,
                var other => other.GetType().Name,
            },
        });
    }
}
