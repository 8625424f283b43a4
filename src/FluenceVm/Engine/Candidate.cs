namespace FluenceVm.Engine;

/// <summary>Something that can be completed to.</summary>
/// <param name="Value">What is inserted.</param>
/// <param name="Label">What the list shows, and what the typed beginning may match as well.</param>
/// <param name="ToolTip">A price, a status, a name.</param>
internal sealed record Candidate(string Value, string Label, string ToolTip);
