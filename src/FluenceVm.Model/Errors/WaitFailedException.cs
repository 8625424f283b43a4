namespace FluenceVm.Model.Errors;

/// <summary>A machine is in a state that can't lead to the one that was waited for, or is gone.</summary>
public sealed class WaitFailedException : Exception
{
    /// <summary>A dead end.</summary>
    /// <param name="id">The machine's id.</param>
    /// <param name="status">The state that it is in; null if it is no longer there.</param>
    /// <param name="wanted">The state that was waited for.</param>
    public WaitFailedException(string id, object? status, object wanted)
        : base(status is null
            ? Text.Of(nameof(Messages.WaitFailedGone), id, wanted)
            : Text.Of(nameof(Messages.WaitFailed), id, status, wanted)) => Id = id;

    /// <summary>The machine's id.</summary>
    public string Id { get; }
}
