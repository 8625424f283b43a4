using System.Management.Automation;
using System.Management.Automation.Host;
using System.Runtime.ExceptionServices;
using FluenceVm.Model;

namespace FluenceVm.Engine;

/// <summary>
/// A cmdlet whose work is asynchronous. The work runs off the pipeline thread; the pipeline thread blocks on a bounded queue
/// of actions and runs every write itself, so a slow pipeline slows the work down and a stopped one ends it.
/// </summary>
public abstract class AsyncCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    // Outlives its source: the work of a command that was aborted goes on after the cmdlet.
    private readonly CancellationToken _stopped;
    private readonly CancellationTokenSource _abort = new();
    private readonly List<string> _notes = [];
    private SecondInterrupt? _interrupt;
    private PipelineQueue? _queue;
    private List<(Exception Failure, object? Target)>? _held;
    private static long _progressSources = 1L << 32;
    private readonly long _progressSource = Interlocked.Increment(ref _progressSources);
    private ProgressRecord? _progress;
    private bool _disposed;

    private protected AsyncCmdlet() => _stopped = _stop.Token;

    /// <summary>What this runspace has open; taken on the pipeline thread, which alone knows the runspace.</summary>
    private protected RunspaceConnections Connections { get; private set; } = null!;

    /// <summary>Whether the user only wants to see what would happen: then nothing but reads may be sent or written.</summary>
    internal bool IsWhatIf { get; private set; }

    /// <summary>The work before the first input.</summary>
    private protected virtual Task BeginAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Keeps an input for the work after the last one; false if each is worked on by itself.</summary>
    private protected virtual bool TryKeep() => false;

    /// <summary>The work for each input that isn't kept.</summary>
    private protected virtual Task ProcessAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The work after the last input.</summary>
    private protected virtual Task EndAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        Connections = RunspaceConnections.Current;
        IsWhatIf = MyInvocation.BoundParameters.TryGetValue("WhatIf", out var said)
            ? said is SwitchParameter { IsPresent: true }
            : LanguagePrimitives.IsTrue(SessionState.PSVariable.GetValue("WhatIfPreference"));
        Run(BeginAsync);
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        // A thread for each input of a long pipeline would have to wait for one that the list before it occupies.
        if (!TryKeep())
        {
            Run(ProcessAsync);
        }
    }

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Run(EndAsync);

    /// <summary>
    /// Only cancels: the block that is running ends by itself, once what it has sent is settled or a fixed time is over. A second
    /// Ctrl+C doesn't wait for it.
    /// </summary>
    protected sealed override void StopProcessing()
    {
        lock (_stop)
        {
            if (!_disposed)
            {
                _interrupt ??= new SecondInterrupt(_abort.Cancel);
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
            _interrupt?.Dispose();
            _abort.Dispose();
            _stop.Dispose();
        }
    }

    internal void Write(object value) => _queue!.Write(value, _stopped);

    /// <summary>Writes an object unless the pipeline is stopped: in the midst of work that is settled all the same.</summary>
    internal void TryWrite(object value)
    {
        if (!_stop.IsCancellationRequested)
        {
            TryPost(() => WriteObject(value));
        }
    }

    /// <summary>Writes an object and waits until the pipeline has it.</summary>
    /// <returns>False if the pipeline was stopped before it took the object.</returns>
    internal async Task<bool> DeliverAsync(object value)
    {
        var taken = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (_stopped.Register(() => taken.TrySetResult(false)))
        {
            if (_stop.IsCancellationRequested)
            {
                return false;
            }
            Post(() => Deliver(value, taken));
            return await taken.Task;
        }
    }

    /// <summary>Does the work of one item; its failure is an error of this item, and the others go on.</summary>
    /// <returns>Whether it succeeded.</returns>
    internal async Task<bool> ForItemAsync(object? target, Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (Exception error) when (error is not (OperationCanceledException or CmdletException { IsAboutEverything: true }))
        {
            WriteFailure(error, target);
            return false;
        }
    }

    /// <summary>Does the work of each item; one item's failure is its own.</summary>
    /// <returns>The items whose work succeeded.</returns>
    internal async Task<IReadOnlyList<T>> ForEachItemAsync<T>(IEnumerable<T> items, Func<T, Task> work)
    {
        var done = new List<T>();
        foreach (var item in items)
        {
            _stopped.ThrowIfCancellationRequested();
            if (await ForItemAsync(item, () => work(item)))
            {
                done.Add(item);
            }
        }
        return done;
    }

    /// <summary>Leaves a warning for the user in case the pipeline is stopped, which takes no warnings itself any more.</summary>
    internal void NoteIfStopped(string warning)
    {
        lock (_notes)
        {
            _notes.Add(warning);
        }
    }

    /// <summary>
    /// Does work that writes its objects last, under <c>-PassThru</c>, and writes its errors after them: <c>-ErrorAction Stop</c>
    /// ends a command with the first error, and its user has the objects by then.
    /// </summary>
    internal async Task ObjectsFirstAsync(Func<Task> work)
    {
        var held = _held = IsPassThru ? [] : null;
        try
        {
            await work();
        }
        finally
        {
            _held = null;
            held?.ForEach(_stop.IsCancellationRequested
                ? each => NoteIfStopped(each.Failure.Message)
                : each => WriteFailure(each.Failure, each.Target));
        }
    }

    internal void WriteFailure(Exception exception, object? target)
    {
        if (_held is { } held)
        {
            held.Add((exception, target));
        }
        else
        {
            Post(() => WriteError(ErrorRecords.From(exception, target)));
        }
    }

    internal void Report(string message) => TryPost(() => WriteVerbose(message));

    /// <summary>Warns the user, also if the pipeline is stopped before it has taken the warning.</summary>
    internal void Warn(string message)
    {
        NoteIfStopped(message);
        TryPost(() =>
        {
            WriteWarning(message);
            Forget(message);
        });
    }

    internal void Show(ProgressRecord progress) => TryPost(() =>
    {
        _progress = progress;
        CommandRuntime.WriteProgress(_progressSource, progress);
    });

    /// <summary>Whose things are changed, for questions: so that nobody takes production for a test. Null if that says nothing.</summary>
    private protected virtual Task<string?> DescribeAccountAsync() => Task.FromResult<string?>(null);

    /// <summary>Asks on the pipeline thread whether a change may be made.</summary>
    internal async Task<bool> ConfirmAsync(Prompt prompt)
    {
        var account = await DescribeAccountAsync();
        var question = account is null ? prompt.Question : Text.Of(nameof(Messages.QuestionOfAccount), prompt.Question, account);
        try
        {
            return await AskAsync(() => ShouldProcess(prompt.Description, question, prompt.Caption));
        }
        catch (Exception error) when (error is HostException or PSInvalidOperationException or NullReferenceException)
        {
            // The last one is the console host's way to say that its input has ended.
            throw CmdletException.CannotAsk(prompt.Description);
        }
    }

    /// <summary>Runs a function on the pipeline thread and hands its result back.</summary>
    internal async Task<T> AskAsync<T>(Func<T> question)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        // A pipeline that has ended never gets to the question.
        using (_stopped.Register(() => answer.TrySetCanceled()))
        {
            Post(() => Answer(question, answer));
            return await answer.Task;
        }
    }

    private void Deliver(object value, TaskCompletionSource<bool> taken)
    {
        try
        {
            WriteObject(value);
            taken.TrySetResult(true);
        }
        catch (Exception error)
        {
            // Select-Object -First has taken the last object that it wants; a user who stops the pipeline has not.
            taken.TrySetResult(error is PipelineStoppedException && !Stopping);
            throw;
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

    private void Forget(string note)
    {
        lock (_notes)
        {
            _notes.Remove(note);
        }
    }

    private void Post(Action action) => _queue!.Post(action, _stopped);

    // What a stopped pipeline doesn't take any more must not break the work off that is being settled.
    private void TryPost(Action action)
    {
        try
        {
            Post(action);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Nobody reads it.
        }
    }

    private void Run(Func<CancellationToken, Task> block)
    {
        var queue = _queue = new PipelineQueue(WriteObject);
        var work = Task.Run(async () =>
        {
            try
            {
                await block(_stopped);
            }
            finally
            {
                queue.Complete();
            }
        });

        ExceptionDispatchInfo? failedWrite = null;
        foreach (var action in queue.Take(_abort.Token))
        {
            if (failedWrite is null)
            {
                failedWrite = TryRun(action);
            }
        }

        var failure = _abort.IsCancellationRequested ? null : Outcome(work);
        EndProgress();
        TellNotes();
        // The pipeline's own exception says why it ended (Select-Object -First, Ctrl+C); the work's would only hide it.
        failedWrite?.Throw();
        if (failure is not null && !_stop.IsCancellationRequested)
        {
            ThrowTerminatingError(ErrorRecords.From(failure, null));
        }
    }

    private void TellNotes()
    {
        lock (_notes)
        {
            if (_stop.IsCancellationRequested && !IsSilent)
            {
                _notes.ForEach(Host.UI.WriteWarningLine);
            }
            _notes.Clear();
        }
    }

    private bool IsPassThru => MyInvocation.BoundParameters.TryGetValue("PassThru", out var said)
        && said is SwitchParameter { IsPresent: true };

    private bool IsSilent => MyInvocation.BoundParameters.TryGetValue("WarningAction", out var action)
        && action is ActionPreference.SilentlyContinue or ActionPreference.Ignore;

    // A pipeline that was stopped takes no more of a cmdlet's own writes; its host does.
    private void EndProgress()
    {
        if (_stop.IsCancellationRequested && _progress is { RecordType: ProgressRecordType.Processing } open)
        {
            Host.UI.WriteProgress(
                _progressSource,
                new ProgressRecord(open.ActivityId, open.Activity, open.StatusDescription) { RecordType = ProgressRecordType.Completed });
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
