namespace FluenceVm.Clouds.Json;

/// <summary>
/// A value of a response that may be unreadable without spoiling the rest: the object comes through without it, and the
/// caller is told at the end.
/// </summary>
internal readonly struct Field<T>(T? value, string? fault)
    where T : struct
{
    public T? Value { get; } = value;

    /// <summary>What stands there instead, shortened; null if the value is readable or missing.</summary>
    public string? Fault { get; } = fault;
}
