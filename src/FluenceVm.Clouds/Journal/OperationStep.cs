namespace FluenceVm.Clouds.Journal;

/// <summary>What is known of one step.</summary>
public enum StepOutcome
{
    /// <summary>Not sent.</summary>
    Pending,

    /// <summary>Sent, or about to be; no response was written down.</summary>
    Sent,

    /// <summary>Carried out.</summary>
    Done,

    /// <summary>Certainly not carried out.</summary>
    Refused,

    /// <summary>Sent, and the response doesn't say whether it was carried out.</summary>
    Unknown,
}

/// <summary>One request of an operation that changes something.</summary>
public sealed record OperationStep
{
    /// <summary>Its name, unique within the operation, for example <c>create</c> or <c>disk:d-1</c>.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>What it changes; null for something that doesn't exist yet.</summary>
    public string? Target { get; init; }

    /// <summary>What the service knows it by: an idempotency key or a made-up name; null if it knows it by nothing.</summary>
    public string? Mark { get; init; }

    /// <summary>When it was last sent.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>What is known of it.</summary>
    public StepOutcome Outcome { get; init; }

    /// <summary>The ids of what came of it.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>Why it has this outcome; null if there is nothing to say.</summary>
    public string? Detail { get; init; }

    /// <summary>Whether an attempt before the last one may have been carried out: no refusal of the last one denies that.</summary>
    public bool MayHaveRunBefore { get; init; }

    /// <summary>Whether it has the same effect however often it is sent: whatever became of it, the operation is never in doubt.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Whether it was sent, nobody knows what became of it, and it mustn't just be sent again.</summary>
    internal bool IsOpen => !IsRepeatable && Outcome is StepOutcome.Sent or StepOutcome.Unknown;
}
