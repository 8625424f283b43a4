using System.Security;

namespace FluenceVm.Model;

/// <summary>An API key of the account (docs/services/fluence-cloud.md): what it may do, and until when.</summary>
public sealed class FluenceApiKey : IPart
{
    /// <summary>Its id, which is not the key.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>Its name: 1 to 25 small letters, digits and hyphens. Several keys may have the same one.</summary>
    public string? Name { get; init; }

    /// <summary>What it allows, for example <c>vms:read</c>; null if the service doesn't tell.</summary>
    public IReadOnlyList<string>? Permissions { get; init => field = ItemList.OrNull(value); }

    /// <summary>Until when it opens anything, UTC; null if that can't be read.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was last used, UTC.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The key itself, for the one who just made it; null ever after, because the service shows it once.</summary>
    public SecureString? Value { get; init; }

    /// <summary>The name and the id, never the key.</summary>
    public override string ToString() => Shown.Named(Name, Id);
}
