using FluenceVm.Clouds.Waiting;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Journal;

/// <summary>
/// An operation in flight: it is held for this caller alone, every step is written down before it is sent and again when it is
/// answered. Disposing it lets go of it; what is known stays written.
/// </summary>
public sealed class OperationRun : IDisposable
{
    private readonly OperationLock _lock;
    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly object _gate = new();

    internal OperationRun(OperationJournal journal, OperationLock taken, string path, Operation operation)
    {
        Journal = journal;
        _lock = taken;
        _path = path;
        _time = journal.Time;
        Operation = operation;
    }

    /// <summary>The journal that it is written in.</summary>
    public OperationJournal Journal { get; }

    /// <summary>The operation as it stands.</summary>
    public Operation Operation { get; private set; }

    /// <summary>Writes down what the operation resolved to and which steps it has.</summary>
    /// <param name="plan">The plan, in the generation's own JSON. No secret, no user data.</param>
    /// <param name="steps">The steps, all pending.</param>
    /// <exception cref="InvalidOperationException">A step was sent already, by an earlier plan.</exception>
    public void Plan(string? plan, params OperationStep[] steps)
    {
        if (!Operation.IsNothing)
        {
            throw new InvalidOperationException($"The plan of '{Operation.Key}' is being carried out already.");
        }
        Write(operation => operation with { Plan = plan, Steps = steps, ChangedAt = _time.GetUtcNow() });
    }

    /// <summary>Adds steps that only became known on the way.</summary>
    /// <param name="steps">The steps.</param>
    public void Add(params OperationStep[] steps) =>
        Write(operation => operation with { Steps = [.. operation.Steps, .. steps], ChangedAt = _time.GetUtcNow() });

    /// <summary>Writes down that a step is about to be sent. If that fails, nothing may be sent.</summary>
    /// <param name="name">The step.</param>
    /// <param name="again">Whether it may be sent although an earlier attempt's outcome is unknown: the service knows its mark.</param>
    /// <param name="mark">What the service will know it by, if that is known only now; null for the step's own.</param>
    /// <exception cref="InvalidOperationException">It was carried out already, or may have been.</exception>
    /// <exception cref="OrderConflictException">Another command took the operation over.</exception>
    public void Sending(string name, bool again = false, string? mark = null)
    {
        var step = Operation.Step(name);
        if (step.Outcome == StepOutcome.Done || (step.IsOpen && !again))
        {
            throw new InvalidOperationException($"Step '{name}' of '{Operation.Key}' is {step.Outcome} and must not be sent again.");
        }
        if (!_lock.IsMine)
        {
            throw new OrderConflictException(Operation.Key, Text.Of(nameof(Messages.OrderBusy), Operation.Key));
        }
        Write(step with
        {
            Outcome = StepOutcome.Sent,
            Mark = mark ?? step.Mark,
            SentAt = _time.GetUtcNow(),
            MayHaveRunBefore = step.MayHaveRunBefore || step.IsOpen,
        });
    }

    /// <summary>Writes down what the service knows a step by that was sent, if it said so only then.</summary>
    /// <param name="name">The step.</param>
    /// <param name="mark">What the service knows it by.</param>
    public void Marked(string name, string mark) => Write(Operation.Step(name) with { Mark = mark });

    /// <summary>Writes down that a step was carried out.</summary>
    /// <param name="name">The step.</param>
    /// <param name="ids">What came of it.</param>
    /// <param name="detail">What else is to be known.</param>
    /// <exception cref="NotRecordedException">It was carried out, and couldn't be written down; the message has the ids.</exception>
    public void Done(string name, IReadOnlyList<string> ids, string? detail = null)
    {
        try
        {
            Write(Operation.Step(name) with { Outcome = StepOutcome.Done, Ids = ids, Detail = detail, MayHaveRunBefore = false });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new NotRecordedException(Operation.Key, name, ids, exception);
        }
    }

    /// <summary>Writes down that certainly nothing came of a step.</summary>
    /// <param name="name">The step.</param>
    /// <param name="reason">Why.</param>
    public void Refused(string name, string? reason) => Settle(name, StepOutcome.Refused, reason);

    /// <summary>Writes down that nobody knows what became of a step.</summary>
    /// <param name="name">The step.</param>
    /// <param name="reason">Why.</param>
    public void Unknown(string name, string? reason) => Settle(name, StepOutcome.Unknown, reason);

    /// <summary>Writes down what was found out about a step afterwards.</summary>
    /// <param name="step">The step, as it stands now.</param>
    internal void Settle(OperationStep step) => Write(step);

    /// <summary>Sends a step: writes it down, sends it, and writes down what the response proves.</summary>
    /// <param name="name">The step.</param>
    /// <param name="send">Sends it.</param>
    /// <param name="idsOf">The ids of what came of it.</param>
    /// <param name="cancellationToken">Ends it: a step that isn't sent yet isn't; one that is has 10 s more to be answered.</param>
    /// <param name="again">Whether it may be sent although an earlier attempt's outcome is unknown: the service knows its mark.</param>
    /// <param name="isRefusal">Whether a failure certainly changed nothing; null for <see cref="Certainty.IsRefusal"/>.</param>
    public async Task<T> SendAsync<T>(
        string name,
        Func<CancellationToken, Task<T>> send,
        Func<T, IReadOnlyList<string>> idsOf,
        CancellationToken cancellationToken,
        bool again = false,
        Func<Exception, bool>? isRefusal = null)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Sending(name, again);
        T result;
        try
        {
            using var late = new LateStop(_time, cancellationToken);
            result = await send(late.Token);
        }
        catch (Exception failure)
        {
            var refused = (isRefusal ?? Certainty.IsRefusal)(failure) && !Operation.Step(name).MayHaveRunBefore;
            Settle(name, refused ? StepOutcome.Refused : StepOutcome.Unknown, failure.Message);
            throw;
        }
        Done(name, idsOf(result));
        return result;
    }

    internal void NoteGone(HashSet<string> ids) => Write(operation => operation with
    {
        Gone = [.. operation.Gone.Union(operation.Ids.Where(ids.Contains), StringComparer.OrdinalIgnoreCase)],
        ChangedAt = _time.GetUtcNow(),
    });

    /// <summary>Lets go of the operation.</summary>
    public void Dispose() => _lock.Dispose();

    private void Settle(string name, StepOutcome outcome, string? reason) =>
        Write(Operation.Step(name) with { Outcome = outcome, Ids = [], Detail = reason });

    private void Write(OperationStep step) => Write(operation => operation.With(step, _time.GetUtcNow()));

    // Several steps may be under way at once, and all are in one file.
    private void Write(Func<Operation, Operation> change)
    {
        lock (_gate)
        {
            var changed = change(Operation);
            OperationFile.Write(_path, changed);
            Operation = changed;
        }
    }
}
