using System.Text.Json.Serialization;

namespace FluenceVm.Clouds.Journal;

/// <summary>Kinds of changes that can't be taken back.</summary>
public enum OperationKind
{
    /// <summary>Something is bought.</summary>
    Order,

    /// <summary>Something is removed.</summary>
    Removal,

    /// <summary>A firewall is changed.</summary>
    Firewall,

    /// <summary>Money is moved.</summary>
    Payment,

    /// <summary>A disk or an address is bought.</summary>
    Part,

    /// <summary>Something that is there is changed.</summary>
    Change,
}

/// <summary>A change that can't be taken back, as the journal remembers it: one file, replaced as a whole.</summary>
public sealed record Operation
{
    internal const int CurrentSchema = 2;

    /// <summary>The version of the file's form. Version 0.1.0 of the module wrote none.</summary>
    public int SchemaVersion { get; init; } = CurrentSchema;

    /// <summary>An id of its own, made up at its beginning; marks of its steps are derived from it.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>The user's key, or a made-up one; unique among the account's operations of its kind.</summary>
    public string Key { get; init; } = string.Empty;

    /// <summary>What kind of change it is.</summary>
    public OperationKind Kind { get; init; }

    /// <summary>Whose it is.</summary>
    public Account Account { get; init; } = null!;

    /// <summary>What the user said (<see cref="AskedText"/>).</summary>
    public string Asked { get; init; } = string.Empty;

    /// <summary>What it resolved to, in the JSON of the generation that planned it; null before the plan.</summary>
    public string? Plan { get; init; }

    /// <summary>When it was begun.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>Its requests, in their order.</summary>
    public IReadOnlyList<OperationStep> Steps { get; init; } = [];

    /// <summary>What came of it and was removed again since.</summary>
    public IReadOnlyList<string> Gone { get; init; } = [];

    /// <summary>Whether a step was sent and nobody knows what became of it.</summary>
    [JsonIgnore]
    public bool IsOpen => Steps.Any(step => step.IsOpen);

    /// <summary>Whether every step was carried out.</summary>
    [JsonIgnore]
    public bool IsDone => Steps.Count > 0 && Steps.All(step => step.Outcome == StepOutcome.Done);

    /// <summary>Whether certainly nothing came of it.</summary>
    [JsonIgnore]
    public bool IsNothing => Steps.All(step => step.Outcome is StepOutcome.Pending or StepOutcome.Refused);

    /// <summary>The ids of everything that came of it.</summary>
    internal IEnumerable<string> Ids => Steps.SelectMany(step => step.Ids);

    /// <summary>Whether a thing came of it, or is changed or taken by it.</summary>
    internal bool Names(string id) => Steps.SelectMany(step => step.Ids.Append(step.Target)).Append(Plan)
        .Any(text => text?.IndexOf(id, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>A step of this name.</summary>
    internal OperationStep Step(string name) => Steps.First(step => step.Name == name);

    /// <summary>The same operation with another version of a step.</summary>
    internal Operation With(OperationStep changed, DateTimeOffset now) => this with
    {
        Steps = [.. Steps.Select(step => step.Name == changed.Name ? changed : step)],
        ChangedAt = now,
    };
}
