using System.Diagnostics;
using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Model;

namespace FluenceVm.Pipeline;

/// <summary>A wait for VMs as a user sees it: a progress bar that ends, an error for each that won't get there.</summary>
internal sealed class VmWait
{
    private const int ActivityId = 1;

    private readonly AsyncCmdlet _cmdlet;
    private readonly IFluenceClient _client;

    public VmWait(AsyncCmdlet cmdlet, IFluenceClient client)
    {
        _cmdlet = cmdlet;
        _client = client;
    }

    public VmStatus Status { get; init; } = VmStatus.Active;

    public TimeSpan Timeout { get; init; }

    public TimeSpan Poll { get; init; }

    /// <summary>Waits, and says which of them have got there.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var reached = new List<string>(ids.Count);
        var settled = 0;
        var clock = Stopwatch.StartNew();
        var waited = new VmWaiter(_client).WaitAsync(ids, Status, Timeout, Poll, Progress, Output, cancellationToken);
        try
        {
            await waited.ConfigureAwait(false);
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

        void Progress(IReadOnlyList<VmStatusReport> reports)
        {
            var states = string.Join(", ", reports.GroupBy(report => report.Status).OrderBy(group => group.Key.Value, StringComparer.Ordinal).Select(group => $"{group.Count()} {group.Key}"));
            var record = Record(Text.Of(nameof(Messages.WaitProgress), clock.Elapsed, states.Length == 0 ? "-" : states), ProgressRecordType.Processing);
            record.PercentComplete = 100 * settled / ids.Count;
            _cmdlet.Show(record);
        }

        void Output(VmOutcome outcome)
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
        new(ActivityId, Text.Of(nameof(Messages.WaitActivity), Status), status) { RecordType = type };
}
