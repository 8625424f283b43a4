namespace FluenceVm.Model;

/// <summary>How well a date is founded.</summary>
public enum DateBasis
{
    /// <summary>It follows from what the service documents, if nothing changes until then.</summary>
    Documented,

    /// <summary>Something that nobody documents is assumed, such as from when the days of a rule count.</summary>
    Guessed,
}

/// <summary>What the service removes from an account that doesn't pay, and when (docs/services/fluence-cloud.md, "Money").</summary>
public sealed class DebtStep
{
    /// <summary>When, UTC, if nothing changes until then.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>What is removed: <c>VM</c> and <c>PUBLIC_IP</c>, or <c>STORAGE</c> with all that is on it.</summary>
    public IReadOnlyList<string> Removes { get; init => field = ItemList.Of(value); } = ItemList<string>.None;

    /// <summary>The rule that comes first.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>How well the date is founded.</summary>
    public DateBasis Basis { get; init; }

    /// <summary>The date, what is removed, the reason and the basis.</summary>
    public override string ToString() => Text.Of(
        nameof(Messages.DebtStepText),
        At.UtcDateTime,
        Removes,
        Reason,
        Basis == DateBasis.Documented ? Messages.BasisDocumented : Messages.BasisGuessed);
}
