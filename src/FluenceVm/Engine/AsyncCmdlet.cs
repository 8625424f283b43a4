using System.Management.Automation;
using System.Management.Automation.Host;
using System.Runtime.ExceptionServices;

namespace FluenceVm.Engine;

/// <summary>
/// A cmdlet whose work is asynchronous. The work runs off the pipeline thread; the pipeline thread blocks on a bounded queue
/// of actions and runs every write itself, so a slow pipeline slows the work down and a stopped one ends it.
/// </summary>
public abstract class AsyncCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private PipelineQueue? _queue;
    private static long _progressSources = 1L << 32;
    private readonly long _progressSource = Interlocked.Increment(ref _progressSources);
    private ProgressRecord? _progress;
    private bool _disposed;

    private protected AsyncCmdlet()
    {
    }

    /// <summary>What this runspace has open; taken on the pipeline thread, which alone knows the runspace.</summary>
    private protected RunspaceConnections Connections { get; private set; } = null!;

    /// <summary>The work before the first input.</summary>
    private protected virtual Task BeginAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The work for each input.</summary>
    private protected virtual Task ProcessAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The work after the last input.</summary>
    private protected virtual Task EndAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        Connections = RunspaceConnections.Current;
        Run(BeginAsync);
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Run(ProcessAsync);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Run(EndAsync);

    /// <summary>Only cancels: the block that is running ends by itself.</summary>
    protected sealed override void StopProcessing()
    {
        lock (_stop)
        {
            if (!_disposed)
            {
                _stop.Cancel();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the cmdlet holds.</summary>
    /// <param name="disposing">Always true: there is no finalizer.</param>
    protected virtual void Dispose(bool disposing)
    {
        lock (_stop)
        {
            _disposed = true;
            _stop.Dispose();
        }
    }

    internal void Write(object value) => _queue!.Write(value, _stop.Token);

    internal void WriteFailure(Exception exception, object? target) => Post(() => WriteError(ErrorRecords.From(exception, target)));

    internal void Report(string message) => Post(() => WriteVerbose(message));

    internal void Warn(string message) => Post(() => WriteWarning(message));

    internal void Show(ProgressRecord progress) => Post(() =>
    {
        _progress = progress;
        CommandRuntime.WriteProgress(_progressSource, progress);
    });

    /// <summary>Asks on the pipeline thread whether a change may be made.</summary>
    internal async Task<bool> ConfirmAsync(string description, string query, string caption)
    {
        try
        {
            return await AskAsync(() => ShouldProcess(description, query, caption)).ConfigureAwait(false);
        }
        catch (Exception error) when (error is HostException or PSInvalidOperationException or NullReferenceException)
        {
            // The last one is the console host's way to say that its input has ended.
            throw CmdletException.CannotAsk(description);
        }
    }

    /// <summary>Runs a function on the pipeline thread and hands its result back.</summary>
    private protected async Task<T> AskAsync<T>(Func<T> question)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        // A pipeline that has ended never gets to the question.
        using (_stop.Token.Register(() => answer.TrySetCanceled()))
        {
            Post(() => Answer(question, answer));
            return await answer.Task.ConfigureAwait(false);
        }
    }

    private static void Answer<T>(Func<T> question, TaskCompletionSource<T> answer)
    {
        try
        {
            answer.TrySetResult(question());
        }
        catch (Exception error) when (error is not PipelineStoppedException)
        {
            answer.TrySetException(error);
        }
    }

    private void Post(Action action) => _queue!.Post(action, _stop.Token);

    private void Run(Func<CancellationToken, Task> block)
    {
        using var queue = _queue = new PipelineQueue(WriteObject);
        var work = Task.Run(async () =>
        {
            try
            {
                await block(_stop.Token).ConfigureAwait(false);
            }
            finally
            {
                queue.Complete();
            }
        });

        ExceptionDispatchInfo? failedWrite = null;
        foreach (var action in queue.Take())
        {
            if (failedWrite is null)
            {
                failedWrite = TryRun(action);
            }
        }

        var failure = Outcome(work);
        EndProgress();
        // The pipeline's own exception says why it ended (Select-Object -First, Ctrl+C); the work's would only hide it.
        failedWrite?.Throw();
        if (failure is not null && !_stop.IsCancellationRequested)
        {
            ThrowTerminatingError(ErrorRecords.From(failure, null));
        }
    }

    // A pipeline that was stopped takes no more of a cmdlet's own writes; its host does.
    private void EndProgress()
    {
        if (_stop.IsCancellationRequested && _progress is { RecordType: ProgressRecordType.Processing } open)
        {
            Host.UI.WriteProgress(_progressSource, new ProgressRecord(open.ActivityId, open.Activity, open.StatusDescription) { RecordType = ProgressRecordType.Completed });
        }
    }

    private ExceptionDispatchInfo? TryRun(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception exception)
        {
            StopProcessing();
            return ExceptionDispatchInfo.Capture(exception);
        }
    }

    private static Exception? Outcome(Task work)
    {
        try
        {
            work.GetAwaiter().GetResult();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
