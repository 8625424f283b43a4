using FluenceVm.Model;

namespace FluenceVm.Reports;

/// <summary>What a report tells. Whatever couldn't be read is left out and named in <see cref="Notes"/>.</summary>
public sealed record FleetReport
{
    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset MadeAt { get; init; }

    /// <summary>The first day of what was spent, UTC.</summary>
    public DateTimeOffset From { get; init; }

    /// <summary>The last day of what was spent, UTC, which counts too.</summary>
    public DateTimeOffset To { get; init; }

    /// <summary>The service and the account, in words.</summary>
    public string Account { get; init; } = string.Empty;

    /// <summary>What runs up from now on, each cloud and currency by itself.</summary>
    public IReadOnlyList<RunningCost> Costs { get; init; } = [];

    /// <summary>What was spent in all; null if that isn't known.</summary>
    public Charge? Total { get; init; }

    /// <summary>What was spent by day and type.</summary>
    public DailyCosts? ByType { get; init; }

    /// <summary>What was spent by day and VM, the dearest VMs by name.</summary>
    public DailyCosts? ByVm { get; init; }

    /// <summary>What was spent on each thing, also on those that are gone.</summary>
    public IReadOnlyList<Charge> Spent { get; init; } = [];

    /// <summary>What is billed although no VM uses it.</summary>
    public IReadOnlyList<Orphan> Orphans { get; init; } = [];

    /// <summary>Orders of unknown outcome.</summary>
    public IReadOnlyList<Order> UnknownOrders { get; init; } = [];

    /// <summary>What the report doesn't tell, and why.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The report as one page of HTML, which needs nothing else.</summary>
    public string ToHtml() => Page.ReportPage.Write(this);
}
