namespace FluenceVm.Emulator.Fluence.CloudNext.Costs;

/// <summary>Money that somebody means to pay in.</summary>
internal sealed class TopUp
{
    public Guid Id { get; set; }

    public long AmountCents { get; set; }

    public string Provider { get; set; } = string.Empty;

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>How it ended; null while it is open.</summary>
    public string? Outcome { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}
