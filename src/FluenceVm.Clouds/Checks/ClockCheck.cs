using FluenceVm.Clouds.Http;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Checks;

/// <summary>Compares this machine's clock with the service's.</summary>
internal static class ClockCheck
{
    // What an order is judged by allows for as much.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static void Run(CheckReport report, RequestReport? answer)
    {
        if (answer?.ServiceTime is not { } theirs || answer.ReceivedAt is not { } ours)
        {
            report.Unknown(CheckNames.Clock, Messages.CheckClockUnknown);
            return;
        }
        var difference = ours - theirs;
        if (difference.Duration() <= Tolerance)
        {
            report.Pass(CheckNames.Clock, Text.Of(nameof(Messages.CheckClock), difference.Duration().TotalSeconds));
            return;
        }
        var direction = difference > TimeSpan.Zero ? Messages.CheckClockAhead : Messages.CheckClockBehind;
        report.Fail(
            CheckNames.Clock,
            Text.Of(nameof(Messages.CheckClockWrong), difference.Duration().TotalMinutes, direction, theirs),
            Messages.CheckClockAdvice);
    }
}
