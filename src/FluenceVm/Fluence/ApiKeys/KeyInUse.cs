using System.Security;
using FluenceVm.Model;

namespace FluenceVm.Fluence.ApiKeys;

/// <summary>Which API key this session uses, as far as that can be told: the service doesn't say it.</summary>
/// <param name="all">Every key of the account.</param>
/// <param name="isOwn">Whether a value is the session's own.</param>
/// <param name="now">The service's time.</param>
internal sealed class KeyInUse(IReadOnlyList<FluenceApiKey> all, Func<SecureString, bool> isOwn, DateTimeOffset now)
{
    // Without them the session would not get as far as a removal.
    private static readonly string[] Needed = ["api_key:list", "api_key:remove"];
    private readonly HashSet<string> _candidates = new(all.Where(key => MayBe(key, now)).Select(key => key.Id));

    /// <summary>True if the session uses a key, false if it doesn't, and null if it may.</summary>
    public bool? Is(FluenceApiKey key) =>
        key.Value is { } value ? isOwn(value)
        : !_candidates.Contains(key.Id) ? false
        : _candidates.Count == 1 ? true : null;

    private static bool MayBe(FluenceApiKey key, DateTimeOffset now) =>
        !(key.ExpiresAt <= now) && (key.Permissions is not { } permissions || Needed.All(permissions.Contains));
}
