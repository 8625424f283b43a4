using FluenceVm.Emulator.Fluence.Cloud.Http;

namespace FluenceVm.Emulator.Fluence.Cloud.Accounts;

/// <summary>An API key: what it may do, and until when.</summary>
internal sealed class ApiKey
{
    public Guid Id { get; set; }

    /// <summary>The key itself; visibly a fake.</summary>
    public string Value { get; set; } = string.Empty;

    public string Name { get; set; } = string.Empty;

    public IReadOnlyList<string> Scopes { get; set; } = [];

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset LastUsedAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    /// <exception cref="CloudRefusal">403: the key may not do that.</exception>
    public void Require(string scopes)
    {
        foreach (var scope in scopes.Split([' '], StringSplitOptions.RemoveEmptyEntries).Where(scope => !Scopes.Contains(scope)))
        {
            throw new CloudRefusal(403, "forbidden", Accounts.Scopes.InternalName(scope));
        }
    }
}
