namespace FluenceVm.Bench;

/// <summary>One line of the table.</summary>
/// <param name="What">What is measured.</param>
/// <param name="Ours">The module's figure, with its unit.</param>
/// <param name="Theirs">The figure it is compared with, and of what.</param>
/// <param name="Result">The ratio, or the difference where that is the aim.</param>
/// <param name="Aim">What the result has to be.</param>
/// <param name="Met">Whether it is.</param>
internal sealed record Figure(string What, string Ours, string Theirs, string Result, string Aim, bool Met);
