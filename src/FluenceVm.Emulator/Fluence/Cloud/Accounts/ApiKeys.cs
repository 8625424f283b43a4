using FluenceVm.Emulator.Fluence.Cloud.Http;

namespace FluenceVm.Emulator.Fluence.Cloud.Accounts;

/// <summary>An account's API keys, oldest first.</summary>
internal sealed class ApiKeys(Func<Guid> newId)
{
    private const int Years = 10;
    private const string Fake = "emulator-key-not-a-secret";
    private readonly List<ApiKey> _keys = [];

    public IReadOnlyList<ApiKey> All => _keys;

    /// <summary>The key with a value; null if there is none, or if it has expired. Reading it changes nothing.</summary>
    public ApiKey? Find(string value, DateTimeOffset now) => _keys.Find(each => each.Value == value && each.ExpiresAt > now);

    /// <summary>Adds the key that an account begins with, which may do everything.</summary>
    public void AddFirst(string value, DateTimeOffset now) => Add("default", Scopes.All, now, now.AddYears(Years), value);

    /// <summary>Makes another key, whose value is visibly a fake.</summary>
    public ApiKey Make(string name, IReadOnlyList<string> scopes, DateTimeOffset now, DateTimeOffset expiresAt) =>
        Add(name, scopes, now, expiresAt, value: null);

    /// <exception cref="CloudRefusal">404: there is no such key.</exception>
    public void Remove(Guid id)
    {
        if (_keys.RemoveAll(key => key.Id == id) == 0)
        {
            throw CloudRefusal.NotFound("API key", id);
        }
    }

    /// <summary>Takes over keys that a state tells of, in place of those that are here.</summary>
    public void Restore(IEnumerable<ApiKey> keys)
    {
        _keys.Clear();
        _keys.AddRange(keys);
    }

    private ApiKey Add(string name, IReadOnlyList<string> scopes, DateTimeOffset now, DateTimeOffset expiresAt, string? value)
    {
        var id = newId();
        _keys.Add(new ApiKey
        {
            Id = id,
            Value = value ?? $"{Fake}-{id:N}",
            Name = name,
            Scopes = scopes,
            CreatedAt = now,
            LastUsedAt = now,
            ExpiresAt = expiresAt,
        });
        return _keys[_keys.Count - 1];
    }
}
