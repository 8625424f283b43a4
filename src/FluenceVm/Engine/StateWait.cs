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
    private readonly TimeSpan _timeout;
    private readonly TimeSpan _poll;

    /// <param name="cmdlet">Shows the progress, and writes the errors.</param>
    /// <param name="waiter">Looks at the machines.</param>
    /// <param name="wanted">The state to wait for.</param>
    /// <param name="timeoutSec">How many seconds at the most.</param>
    /// <param name="pollSec">Seconds between two looks at first.</param>
    public StateWait(AsyncCmdlet cmdlet, StateWaiter waiter, string wanted, double timeoutSec, double pollSec)
    {
        _cmdlet = cmdlet;
        _waiter = waiter;
        _wanted = wanted;
        _timeout = TimeSpan.FromSeconds(timeoutSec);
        _poll = TimeSpan.FromSeconds(pollSec);
    }

    /// <summary>Waits, and writes nothing: for those who have objects to write before the errors.</summary>
    public async Task<WaitResult> WatchAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var result = new WaitResult();
        var settled = 0;
        var clock = Stopwatch.StartNew();
        try
        {
            await _waiter.WaitAsync(ids, _wanted, _timeout, _poll, Progress, Output, cancellationToken);
        }
        catch (WaitTimeoutException timeout)
        {
            result.Add(timeout, timeout.Ids.ToArray());
        }
        finally
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                _cmdlet.Show(Record(Text.Of(nameof(Messages.WaitDone)), ProgressRecordType.Completed));
            }
        }
        return result;

        void Progress(IReadOnlyList<StateReport> reports)
        {
            var states = string.Join(", ", reports.GroupBy(report => report.State, StringComparer.OrdinalIgnoreCase)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => $"{group.Count()} {group.Key}"));
            var record = Record(
                Text.Of(nameof(Messages.WaitProgress), clock.Elapsed, states.Length == 0 ? "-" : states),
                ProgressRecordType.Processing);
            record.PercentComplete = 100 * settled / ids.Count;
            _cmdlet.Show(record);
        }

        void Output(StateOutcome outcome)
        {
            settled++;
            if (outcome.Error is { } error)
            {
                result.Add(error, outcome.Id);
            }
            else
            {
                result.Add(outcome.Id);
            }
        }
    }

    private ProgressRecord Record(string status, ProgressRecordType type) =>
        new(ActivityId, Text.Of(nameof(Messages.WaitActivity), _wanted), status) { RecordType = type };
}
