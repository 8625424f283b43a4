using FluenceVm.Emulator.Fluence.Cloud.Http;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>What the parameters want that most lists have: <c>ids</c>, <c>name</c>, cluster and statuses.</summary>
internal sealed class RowFilter
{
    private readonly IReadOnlyList<Guid> _ids;
    private readonly Guid? _cluster;
    private readonly string? _name;
    private readonly IReadOnlyList<string> _only;
    private readonly IReadOnlyList<string> _without;
    private readonly DateTimeOffset _now;

    /// <param name="call">The request.</param>
    /// <param name="statuses">Every status that there is.</param>
    /// <param name="status">What the parameter is called that asks for some of them.</param>
    /// <param name="byCluster">Whether the list knows <c>clusterId</c>; one that doesn't ignores it.</param>
    /// <param name="canExclude">Whether the list knows <c>excludeStatus</c>.</param>
    public RowFilter(
        CloudCall call,
        IReadOnlyList<string> statuses,
        string status = "status",
        bool byCluster = true,
        bool canExclude = false)
    {
        var query = call.Query;
        (_ids, _name, _now) = (query.Ids("ids"), query.Text("name"), call.Now);
        _cluster = byCluster ? query.Id("clusterId") : null;
        _only = query.Words(status, statuses);
        _without = canExclude ? query.Words("excludeStatus", statuses) : [];
    }

    public bool Matches(Row row) =>
        (_ids.Count == 0 || _ids.Contains(row.Id))
        && (_cluster is null || row.ClusterId == _cluster)
        && (_name is null || LikePattern.Matches(_name, row.Name))
        && (_only.Count == 0 || _only.Contains(row.StatusAt(_now)))
        && (_without.Count == 0 || !_without.Contains(row.StatusAt(_now)));
}
