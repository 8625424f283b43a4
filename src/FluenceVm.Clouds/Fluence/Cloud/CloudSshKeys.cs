using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Json;
using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Clouds.Ssh;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence.Cloud;

/// <summary>The registered SSH keys: <c>/v1/ssh_keys</c>.</summary>
internal sealed class CloudSshKeys(CloudRequests requests, CloudPages pages)
{
    private const string Path = "v1/ssh_keys";

    public async Task<IReadOnlyList<SshKey>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await ReadAsync(cancellationToken)).Select(CloudMapper.ToModel)];

    public async Task<SshKeyRegistration> AddAsync(string name, string publicKey, CancellationToken cancellationToken)
    {
        var key = SshPublicKey.Parse(publicKey);
        var known = Find(await ReadAsync(cancellationToken), key);
        return new SshKeyRegistration { Key = CloudMapper.ToModel(known ?? await RegisterAsync(name, key, cancellationToken)), WasKnown = known is not null };
    }

    public async Task RemoveAsync(string fingerprint, CancellationToken cancellationToken)
    {
        var key = (await ReadAsync(cancellationToken)).FirstOrDefault(each => each.Fingerprint == fingerprint)
            ?? throw Fault.Argument(nameof(Messages.FingerprintUnknown), fingerprint);
        var context = requests.NewContext();
        try
        {
            using var response = await AdviseAsync(() => requests.SendAsync(HttpMethod.Delete, $"{Path}/{key.Id}", context, cancellationToken));
        }
        catch (FluenceApiException exception) when (exception.Status == 404 && context.MayHaveRunBefore)
        {
            // Not there any more after a lost response: that response was the success.
        }
    }

    /// <summary>The ids of an order's keys: ids, names of registered keys, or public keys, which are registered where they aren't yet.</summary>
    public async Task<IReadOnlyList<string>> ResolveAsync(VmOrder order, CancellationToken cancellationToken)
    {
        if (order.SshKeys.All(CloudVms.IsId))
        {
            return order.SshKeys;
        }
        var known = await ReadAsync(cancellationToken);
        var ids = new List<string>();
        foreach (var entry in order.SshKeys)
        {
            ids.Add(CloudVms.IsId(entry) ? entry : IdOf(await ResolveAsync(entry, order.Name, known, cancellationToken)));
        }
        return ids;
    }

    private async Task<CloudSshKeyWire> ResolveAsync(string entry, string vmName, IReadOnlyList<CloudSshKeyWire> known, CancellationToken cancellationToken)
    {
        if (!SshPublicKey.LooksLikeKey(entry))
        {
            return RegisteredKeys.Find(known, entry, each => each.Name, each => each.Fingerprint);
        }
        var key = SshPublicKey.Parse(entry);
        return Find(known, key) ?? await RegisterAsync(key.Comment.Length > 0 ? key.Comment : vmName, key, cancellationToken);
    }

    private async Task<CloudSshKeyWire> RegisterAsync(string name, SshPublicKey key, CancellationToken cancellationToken)
    {
        try
        {
            var body = new CreateSshKeyWire { Name = name, PublicKey = key.Text };
            using var response = await AdviseAsync(() => requests.SendAsync(HttpMethod.Post, Path, body, CloudJson.Default.CreateSshKeyWire, cancellationToken, repeatable: false));
            return await response.ReadObjectAsync(CloudJson.Default.CloudSshKeyWire, cancellationToken);
        }
        catch (FluenceApiException exception) when (exception.Code == ErrorCodes.Conflict)
        {
            // Another command has registered it in the meantime.
            return Find(await ReadAsync(cancellationToken), key) ?? throw new FluenceApiException(exception, Messages.AdviceOnKeyName);
        }
    }

    private Task<IReadOnlyList<CloudSshKeyWire>> ReadAsync(CancellationToken cancellationToken) =>
        AdviseAsync(() => pages.ListAsync(new Query(Path), CloudJson.Default.SshKeyPage, cancellationToken));

    // The specification gives these routes to tokens of the console only; an API key may be good for everything else.
    private static async Task<T> AdviseAsync<T>(Func<Task<T>> send)
    {
        try
        {
            return await send();
        }
        catch (FluenceApiException exception) when (exception.Status is 401 or 403)
        {
            throw new FluenceApiException(exception, Messages.AdviceOnSshKeyRights);
        }
    }

    private static CloudSshKeyWire? Find(IReadOnlyList<CloudSshKeyWire> known, SshPublicKey key) =>
        known.FirstOrDefault(each => each.Fingerprint == key.Fingerprint || BodyOf(each.PublicKey) == BodyOf(key.Text));

    // Between the algorithm and the comment.
    private static string? BodyOf(string? publicKey) => publicKey?.Split([' '], StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1);

    private static string IdOf(CloudSshKeyWire key) =>
        key.Id ?? throw new InvalidResponseException(Text.Of(nameof(Messages.ResponseWithoutSshKeyId), key.Name), "GET", "/" + Path);
}
