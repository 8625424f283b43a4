namespace FluenceVm.Engine;

/// <summary>Something that can be completed to.</summary>
/// <param name="Value">What is inserted.</param>
/// <param name="Label">What the list shows, and what the typed beginning may match as well.</param>
/// <param name="ToolTip">A price, a status, a name.</param>
/// <param name="Id">An id that is inserted instead if its beginning was typed; null if there is none.</param>
internal sealed record Candidate(string Value, string Label, string ToolTip, string? Id = null)
{
    /// <summary>What is inserted for a beginning; null if the candidate doesn't match it.</summary>
    public string? ValueFor(string typed) =>
        Value.StartsWith(typed, StringComparison.OrdinalIgnoreCase) || Label.StartsWith(typed, StringComparison.OrdinalIgnoreCase) ? Value
        : Id?.StartsWith(typed, StringComparison.OrdinalIgnoreCase) == true ? Id
        : null;
}
