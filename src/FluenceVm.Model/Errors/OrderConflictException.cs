namespace FluenceVm.Model.Errors;

/// <summary>An order's key can't be used now: it belongs to another order, or that order is just being placed.</summary>
public sealed class OrderConflictException : Exception
{
    /// <summary>A conflict over a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="message">What it conflicts with, and what to do.</param>
    public OrderConflictException(string key, string message)
        : base(message) => Key = key;

    /// <summary>The key.</summary>
    public string Key { get; }
}
