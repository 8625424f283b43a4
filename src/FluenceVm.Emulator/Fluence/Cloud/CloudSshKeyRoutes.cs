using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>The routes of the SSH keys. The file has no API key for them; it is taken here, as its introduction says for all.</summary>
internal sealed class CloudSshKeyRoutes(FluenceAccount account, CloudWriter writer)
{
    private const string Operation = "SshKeys";
    private const string Path = "/v1/ssh_keys";

    public IEnumerable<CloudRoute> All =>
    [
        new(Operation, "GET", Path, List),
        new(Operation, "POST", Path, Add),
        new(Operation, "POST", Path + "/delete", RemoveMany),
        new(Operation, "DELETE", Path + "/{ssh_key_id}", call => Written(Remove([Known(call.Id)])[0])),
    ];

    private EmulatorResponse List(CloudCall call)
    {
        var query = new CloudQuery(call.Request, "ids", CloudPage.Page, CloudPage.PerPage);
        var ids = query.Ids("ids");
        return CloudPage.Answer(query, account.SshKeys.All, key => ids.Count == 0 || ids.Contains(CloudIds.OfKey(key)), null, writer.Key);
    }

    private EmulatorResponse Add(CloudCall call)
    {
        var body = CloudBody.Read(call.Request, "name", "publicKey");
        var (key, isNew) = account.SshKeys.Register(CloudBody.RequiredName(body), RequestBody.RequiredText(body, "publicKey"), call.Now);
        return isNew ? Written(key) : throw CloudError.Conflict($"This SSH key is registered already, as {key.Name}");
    }

    private EmulatorResponse RemoveMany(CloudCall call)
    {
        var ids = CloudBody.RequiredIds(CloudBody.Read(call.Request, "ids"), "ids");
        return JsonResponse.Array(Remove([.. ids.Select(Known)]), writer.Key);
    }

    private IReadOnlyList<SshKey> Remove(IReadOnlyList<SshKey> keys)
    {
        foreach (var key in keys)
        {
            account.SshKeys.Remove(key.Fingerprint);
        }
        return keys;
    }

    private SshKey Known(Guid id) => account.SshKeys.All.FirstOrDefault(key => CloudIds.OfKey(key) == id) ?? throw CloudError.NotFound("SSH key", id);

    private EmulatorResponse Written(SshKey key) => JsonResponse.Write(json => writer.Key(json, key));
}
