namespace FluenceVm.Model;

/// <summary>
/// Names the known values of a list that the service may extend (a status, a resource type). Objects carry such a value as
/// plain text, so that an unknown one comes through and every export writes it as it is; compared with a text, these ignore
/// case, because generations of the service differ in it.
/// </summary>
/// <typeparam name="T">The concrete kind, so that a status never equals a resource type.</typeparam>
public abstract class OpenValue<T> : IEquatable<T>, IComparable<T>, IComparable
    where T : OpenValue<T>
{
    private protected OpenValue(string value) => Value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>The text as the service sent it.</summary>
    public string Value { get; }

    /// <summary>Equal texts of the same kind, ignoring case.</summary>
    public static bool operator ==(OpenValue<T>? left, OpenValue<T>? right) =>
        left is null ? right is null : left.Equals(right);

    /// <summary>Different texts, ignoring case.</summary>
    public static bool operator !=(OpenValue<T>? left, OpenValue<T>? right) => !(left == right);

    /// <summary>A text of this value, ignoring case.</summary>
    public static bool operator ==(string? left, OpenValue<T>? right) =>
        string.Equals(left, right?.Value, StringComparison.OrdinalIgnoreCase);

    /// <summary>A text of another value, ignoring case.</summary>
    public static bool operator !=(string? left, OpenValue<T>? right) => !(left == right);

    /// <summary>The text.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator string(OpenValue<T> value) => (value ?? throw new ArgumentNullException(nameof(value))).Value;

    /// <summary>Sorts before, ignoring case.</summary>
    public static bool operator <(OpenValue<T>? left, OpenValue<T>? right) => Compare(left, right) < 0;

    /// <summary>Sorts before or equal, ignoring case.</summary>
    public static bool operator <=(OpenValue<T>? left, OpenValue<T>? right) => Compare(left, right) <= 0;

    /// <summary>Sorts after, ignoring case.</summary>
    public static bool operator >(OpenValue<T>? left, OpenValue<T>? right) => Compare(left, right) > 0;

    /// <summary>Sorts after or equal, ignoring case.</summary>
    public static bool operator >=(OpenValue<T>? left, OpenValue<T>? right) => Compare(left, right) >= 0;

    /// <inheritdoc/>
    public bool Equals(T? other) => other is not null && string.Equals(Value, other.Value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is T other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Value);

    /// <inheritdoc/>
    public int CompareTo(T? other) => Compare(this, other);

    /// <inheritdoc/>
    public int CompareTo(object? obj) => string.Compare(Value, obj?.ToString(), StringComparison.OrdinalIgnoreCase);

    /// <summary>The text as the service sent it.</summary>
    public override string ToString() => Value;

    private static int Compare(OpenValue<T>? left, OpenValue<T>? right) =>
        string.Compare(left?.Value, right?.Value, StringComparison.OrdinalIgnoreCase);
}
