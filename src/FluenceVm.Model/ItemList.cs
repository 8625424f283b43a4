using System.Collections.ObjectModel;

namespace FluenceVm.Model;

/// <summary>Makes lists that print their items.</summary>
internal static class ItemList
{
    /// <summary>The items in such a list.</summary>
    /// <param name="items">The items.</param>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> items) =>
        items as ItemList<T> ?? (items.Count == 0 ? ItemList<T>.None : new ItemList<T>(items as IList<T> ?? [.. items]));

    /// <summary>The items in such a list; null if there is none.</summary>
    /// <param name="items">The items.</param>
    public static IReadOnlyList<T>? OrNull<T>(IReadOnlyList<T>? items) => items is null ? null : Of(items);
}

/// <summary>A list that prints its items, so that a CSV file or a web page shows them and not the name of a type.</summary>
/// <typeparam name="T">What it holds.</typeparam>
internal sealed class ItemList<T>(IList<T> items) : ReadOnlyCollection<T>(items)
{
    /// <summary>No items.</summary>
    public static ItemList<T> None { get; } = new([]);

    /// <summary>The items, for example <c>22/tcp, 443/tcp</c>.</summary>
    public override string ToString() => string.Join(", ", this);
}
