using System.Diagnostics;
using System.Management.Automation;
using FluenceVm.Clouds.Waiting;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Engine;

/// <summary>A wait for machines as a user sees it: a progress bar that ends, an error for each that won't get there.</summary>
internal sealed class StateWait
{
    private const int ActivityId = 1;

    private readonly AsyncCmdlet _cmdlet;
    private readonly StateWaiter _waiter;
    private readonly string _wanted;

    public StateWait(AsyncCmdlet cmdlet, StateWaiter waiter, string wanted)
    {
        _cmdlet = cmdlet;
        _waiter = waiter;
        _wanted = wanted;
    }

    public TimeSpan Timeout { get; init; }

    public TimeSpan Poll { get; init; }

    /// <summary>Waits, and says which of them have got there.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var reached = new List<string>(ids.Count);
        var settled = 0;
        var clock = Stopwatch.StartNew();
        try
        {
            await _waiter.WaitAsync(ids, _wanted, Timeout, Poll, Progress, Output, cancellationToken).ConfigureAwait(false);
        }
        catch (WaitTimeoutException timeout)
        {
            _cmdlet.WriteFailure(timeout, timeout.Ids.ToArray());
        }
        finally
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                _cmdlet.Show(Record(Text.Of(nameof(Messages.WaitDone)), ProgressRecordType.Completed));
            }
        }
        return reached;

        void Progress(IReadOnlyList<StateReport> reports)
        {
            var states = string.Join(", ", reports.GroupBy(report => report.State, StringComparer.OrdinalIgnoreCase).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Count()} {group.Key}"));
            var record = Record(Text.Of(nameof(Messages.WaitProgress), clock.Elapsed, states.Length == 0 ? "-" : states), ProgressRecordType.Processing);
            record.PercentComplete = 100 * settled / ids.Count;
            _cmdlet.Show(record);
        }

        void Output(StateOutcome outcome)
        {
            settled++;
            if (outcome.Error is { } error)
            {
                _cmdlet.WriteFailure(error, outcome.Id);
            }
            else
            {
                reached.Add(outcome.Id);
            }
        }
    }

    private ProgressRecord Record(string status, ProgressRecordType type) =>
        new(ActivityId, Text.Of(nameof(Messages.WaitActivity), _wanted), status) { RecordType = type };
}
