namespace FluenceVm.Model;

/// <summary>A machine is in a state that can't lead to the one that was waited for, or is gone.</summary>
public sealed class WaitFailedException : Exception
{
    /// <summary>A dead end.</summary>
    /// <param name="id">The machine's id.</param>
    /// <param name="status">The state that it is in; null where it is no longer there.</param>
    /// <param name="wanted">The state that was waited for.</param>
    public WaitFailedException(string id, object? status, object wanted)
        : base(status is null
            ? $"{id} is no longer there, so it will never be {wanted}."
            : $"{id} is {status}, which can't become {wanted}. Remove it, so that nothing more is paid for it.") => Id = id;

    /// <summary>The machine's id.</summary>
    public string Id { get; }
}
