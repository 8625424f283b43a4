using FluenceVm.Clouds.Fluence.Cloud.Accounts;
using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Wire;

namespace FluenceVm.Clouds.Fluence.Cloud.Vms;

/// <summary>Changes what only a draft lets be changed: its SSH keys, its cloud-init user data, its cluster.</summary>
internal sealed class DraftChanges(CloudRequests requests, CloudSshKeys sshKeys)
{
    /// <summary>Refuses keys that are neither registered nor public keys.</summary>
    public async Task CheckKeysAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var known = await sshKeys.LoadAsync(keys, cancellationToken);
        foreach (var key in keys)
        {
            _ = known.IdOf(key);
        }
    }

    /// <summary>Gives a draft these keys and no others; public keys are registered if they aren't yet.</summary>
    public async Task ReplaceKeysAsync(string id, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var known = await sshKeys.LoadAsync(keys, cancellationToken);
        var ids = new List<string>();
        foreach (var key in keys.Distinct(StringComparer.Ordinal))
        {
            ids.Add(known.IdOf(key) ?? await sshKeys.EnsureAsync(key, id, cancellationToken));
        }
        var body = new ReplaceSshKeysWire { SshKeys = [.. ids.Distinct(StringComparer.OrdinalIgnoreCase)] };
        await requests.SendAsync(
            Change.Put(CloudVms.PathOf(id) + "/ssh-keys", body, CloudJson.Default.ReplaceSshKeysWire), cancellationToken);
    }

    /// <summary>Moves a draft to a cluster; what it has of the old one has to be chosen anew.</summary>
    public async Task MoveAsync(string id, string cluster, CancellationToken cancellationToken)
    {
        var path = CloudVms.PathOf(id);
        var revision = await requests.ReadAsync(path, CloudJson.Default.RevisionWire, cancellationToken);
        var body = new MoveVmWire { ClusterId = cluster, ExpectedUpdatedAt = revision.UpdatedAt };
        await requests.SendAsync(Change.Post(path + "/cluster", body, CloudJson.Default.MoveVmWire), cancellationToken);
    }

    /// <summary>Gives a draft these user data; an empty text takes them away.</summary>
    public Task SetUserDataAsync(string id, string userData, CancellationToken cancellationToken)
    {
        var path = CloudVms.PathOf(id) + "/cloud-init";
        return requests.SendAsync(
            userData.Length == 0
                ? Change.Delete(path)
                : Change.Put(path, new CloudInitWire { UserData = userData }, CloudJson.Default.CloudInitWire),
            cancellationToken);
    }
}
