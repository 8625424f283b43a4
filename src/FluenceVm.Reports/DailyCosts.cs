namespace FluenceVm.Reports;

/// <summary>What was spent on each of several things, day by day.</summary>
/// <param name="Series">The things, as a legend calls them.</param>
/// <param name="Days">The days, one after the other, each with a cost for each of the things.</param>
/// <param name="Currency">The currency of the costs.</param>
public sealed record DailyCosts(IReadOnlyList<string> Series, IReadOnlyList<DayCosts> Days, string Currency);

/// <summary>What was spent on a day.</summary>
/// <param name="Day">The day, UTC.</param>
/// <param name="Costs">The cost of each thing.</param>
public sealed record DayCosts(DateTimeOffset Day, IReadOnlyList<decimal> Costs);
