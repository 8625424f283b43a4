using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Parts;
using FluenceVm.Clouds.Waiting;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence.Cloud.Accounts;

/// <summary>The API keys of the account: <c>/v3/api-keys</c>.</summary>
internal sealed class CloudApiKeys(CloudRequests requests) : IApiKeys
{
    private const string Path = "v3/api-keys";

    public async Task ListAsync(Action<FluenceApiKey> output, CancellationToken cancellationToken)
    {
        foreach (var key in await requests.ListAsync(Path, CloudJson.Default.ApiKeyWire, cancellationToken))
        {
            output(ToModel(key));
        }
    }

    public async Task<IReadOnlyList<string>?> ListPermissionsAsync(CancellationToken cancellationToken) =>
        (await CloudAccount.FindAsync(requests, cancellationToken))?.Permissions;

    public async Task<FluenceApiKey> CreateAsync(
        string name, IReadOnlyList<string> permissions, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var body = new CreateApiKeyWire { Name = name, Scopes = permissions, ExpiresAt = expiresAt };
        var change = Change.Post(Path, body, CloudJson.Default.CreateApiKeyWire);
        cancellationToken.ThrowIfCancellationRequested();
        using var late = new LateStop(requests.Time, cancellationToken);
        var made = await requests.SendAsync(change, CloudJson.Default.ApiKeyWire, late.Token);
        return made.Value is null
            ? throw new InvalidResponseException(Text.Of(nameof(Messages.ResponseWithoutApiKey), made.Id), "POST", "/" + Path)
            : ToModel(made);
    }

    public Task RemoveAsync(string id, CancellationToken cancellationToken) =>
        requests.DeleteAsync($"{Path}/{id}", cancellationToken);

    private static FluenceApiKey ToModel(ApiKeyWire wire) => new()
    {
        Id = wire.Id ?? string.Empty,
        Name = wire.Name,
        Permissions = wire.Scopes,
        ExpiresAt = wire.ExpiresAt.Value,
        LastUsedAt = wire.LastUsedAt.Value,
        CreatedAt = wire.CreatedAt.Value,
        Value = wire.Value,
    };
}
