namespace FluenceVm.Model;

/// <summary>What is known of an order after its response arrived, was refused, or was lost.</summary>
public enum OrderState
{
    /// <summary>Sent, or about to be: nobody has said yet what became of it.</summary>
    Unknown,

    /// <summary>The VMs exist; <see cref="Order.VmIds"/> has their ids.</summary>
    Created,

    /// <summary>Certainly nothing was created.</summary>
    NotCreated,
}

/// <summary>An order of VMs, as the journal on disk remembers it.</summary>
public sealed class Order
{
    /// <summary>Its key: the same key again adopts the VMs instead of ordering.</summary>
    public string Key { get; init; } = string.Empty;

    /// <summary>The address of the service that it was sent to; only there can it be settled.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>What tells its account from others at that service; null if it isn't known.</summary>
    public string? AccountId { get; init; }

    /// <summary>What became of it.</summary>
    public OrderState State { get; init; }

    /// <summary>The name that was given to the VMs.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>How many VMs were ordered.</summary>
    public int Count { get; init; }

    /// <summary>The ids of the VMs that came of it; fewer than <see cref="Count"/> when it was met in part.</summary>
    public IReadOnlyList<string> VmIds { get; init => field = ItemList.Of(value); } = ItemList<string>.None;

    /// <summary>When it was written down, before it was sent.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Why it is in this state, and what to do next.</summary>
    public string? Message { get; init; }

    /// <summary>The key and the state.</summary>
    public override string ToString() => $"{Key} ({State})";
}
