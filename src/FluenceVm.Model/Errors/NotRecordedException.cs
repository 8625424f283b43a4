namespace FluenceVm.Model.Errors;

/// <summary>A change was made, and the journal couldn't be told: the ids of what came of it are here and nowhere else.</summary>
public sealed class NotRecordedException : Exception
{
    /// <summary>A change that isn't written down.</summary>
    /// <param name="key">The operation's key.</param>
    /// <param name="step">The step that was carried out.</param>
    /// <param name="ids">What came of it.</param>
    /// <param name="innerException">Why it couldn't be written.</param>
    public NotRecordedException(string key, string step, IReadOnlyList<string> ids, Exception innerException)
        : base(
            Text.Of(
                nameof(Messages.NotRecorded),
                key,
                step,
                string.Join(", ", ids ?? []),
                innerException?.Message),
            innerException)
    {
        Key = key;
        Ids = ids ?? [];
    }

    /// <summary>The operation's key.</summary>
    public string Key { get; }

    /// <summary>What came of it.</summary>
    public IReadOnlyList<string> Ids { get; }
}
