using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Ssh;
using FluenceVm.Model.Errors;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Accounts;

/// <summary>The registered SSH keys: <c>/v3/ssh-keys</c>.</summary>
internal sealed class CloudSshKeys(CloudRequests requests, CloudPages pages)
{
    private const string Path = "v3/ssh-keys";

    public async Task<IReadOnlyList<SshKey>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await ReadAsync(cancellationToken)).Select(ToModel)];

    public async Task<SshKeyRegistration> AddAsync(string name, string publicKey, CancellationToken cancellationToken)
    {
        var key = SshPublicKey.Parse(publicKey);
        var known = Find(await ReadAsync(cancellationToken), key);
        return new SshKeyRegistration
        {
            Key = ToModel(known ?? await RegisterAsync(name, key, cancellationToken)),
            WasKnown = known is not null,
        };
    }

    public async Task RemoveAsync(string fingerprint, CancellationToken cancellationToken)
    {
        var key = (await ReadAsync(cancellationToken)).FirstOrDefault(each => each.Fingerprint == fingerprint)
            ?? throw Fault.Argument(nameof(Messages.FingerprintUnknown), fingerprint);
        await requests.DeleteAsync($"{Path}/{IdOf(key)}", cancellationToken);
    }

    /// <summary>Which of an order's keys are registered; an entry is an id, a registered name or fingerprint, or a public key.</summary>
    public async Task<KnownSshKeys> LoadAsync(IReadOnlyList<string> entries, CancellationToken cancellationToken) =>
        new(entries.All(CloudIds.IsId) ? [] : await ReadAsync(cancellationToken));

    /// <summary>The id of a public key, which is registered if it isn't yet.</summary>
    public async Task<string> EnsureAsync(string publicKey, string nameOtherwise, CancellationToken cancellationToken)
    {
        var key = SshPublicKey.Parse(publicKey);
        var name = key.Comment.Length > 0 ? key.Comment : nameOtherwise;
        return IdOf(Find(await ReadAsync(cancellationToken), key) ?? await RegisterSomehowAsync(name, key, cancellationToken));
    }

    // Nobody chose a comment as a name, so one that is taken gets a few letters of the key.
    private async Task<CloudSshKeyWire> RegisterSomehowAsync(string name, SshPublicKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await RegisterAsync(name, key, cancellationToken);
        }
        catch (FluenceApiException exception) when (exception.Status == 409)
        {
            return await RegisterAsync($"{name} {key.Fingerprint.Substring("SHA256:".Length, 6)}", key, cancellationToken);
        }
    }

    public static CloudSshKeyWire? Find(IReadOnlyList<CloudSshKeyWire> known, SshPublicKey key) =>
        known.FirstOrDefault(each => each.Fingerprint == key.Fingerprint || BodyOf(each.PublicKey) == BodyOf(key.Text));

    public static string IdOf(CloudSshKeyWire key) =>
        key.Id ?? throw new InvalidResponseException(Text.Of(nameof(Messages.ResponseWithoutSshKeyId), key.Name), "GET", "/" + Path);

    // Not idempotent, but harmless: a key that is known already is refused, and then looked up.
    private async Task<CloudSshKeyWire> RegisterAsync(string name, SshPublicKey key, CancellationToken cancellationToken)
    {
        try
        {
            var body = new CreateSshKeyWire { Name = name, PublicKey = key.Text };
            return await requests.SendAsync(
                Change.Post(Path, body, CloudJson.Default.CreateSshKeyWire),
                CloudJson.Default.CloudSshKeyWire,
                cancellationToken);
        }
        catch (FluenceApiException exception) when (exception.Status == 409)
        {
            return Find(await ReadAsync(cancellationToken), key) ?? throw new FluenceApiException(exception, Messages.AdviceOnKeyName);
        }
        catch (Exception exception) when (exception is FluenceApiException { Status: >= 500 }
            or CloudConnectionException { MayHaveArrived: true } or TimeoutException or InvalidResponseException)
        {
            if (Find(await ReadAsync(cancellationToken), key) is { } registered)
            {
                return registered;
            }
            throw;
        }
    }

    private Task<IReadOnlyList<CloudSshKeyWire>> ReadAsync(CancellationToken cancellationToken) =>
        pages.ListAsync(new Query(Path), CloudJson.Default.SshKeyPage, key => key.Id, cancellationToken);

    // Between the algorithm and the comment.
    private static string? BodyOf(string? publicKey) =>
        publicKey?.Split([' '], StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1);

    private static SshKey ToModel(CloudSshKeyWire wire) => new()
    {
        Name = wire.Name,
        Fingerprint = wire.Fingerprint ?? string.Empty,
        Algorithm = wire.Algorithm,
        PublicKey = wire.PublicKey,
        Comment = wire.PublicKey?.Split([' '], 3, StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(2),
    };
}
