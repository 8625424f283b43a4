using System.Text.Json;
using FluenceVm.Emulator.Fluence.Cloud.Http;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Accounts;

/// <summary>The routes of the SSH keys, which the generations share.</summary>
internal static class CloudSshKeyRoutes
{
    private const string Operation = "SshKeys";

    public static IEnumerable<CloudRoute> All =>
    [
        new(Operation, "GET", "/v3/ssh-keys", "ssh_key:list", List),
        new(Operation, "POST", "/v3/ssh-keys", "ssh_key:create", Create) { Body = BodyShape.Of("name!", "publicKey!") },
        new(Operation, "DELETE", "/v3/ssh-keys/{ssh_key_id}", "ssh_key:remove", Delete),
    ];

    private static EmulatorResponse List(CloudCall call)
    {
        var ids = call.Query.Ids("ids");
        return CloudPage.Answer(call.Query, call.Account.SshKeys.All, key => ids.Count == 0 || ids.Contains(CloudIds.OfKey(key)), Write);
    }

    private static EmulatorResponse Create(CloudCall call)
    {
        var (name, publicKey) = (CloudJson.Text(call.Body, "name")!, CloudJson.Text(call.Body, "publicKey")!);
        var (key, isNew) = call.Account.SshKeys.Register(name, publicKey, call.Now);
        if (!isNew)
        {
            throw CloudRefusal.Conflict("An SSH key with this fingerprint exists already");
        }
        return CloudJson.Object(json => Write(json, key), 201);
    }

    private static EmulatorResponse Delete(CloudCall call)
    {
        var key = call.Account.SshKeys.All.FirstOrDefault(each => CloudIds.OfKey(each) == call.Id)
            ?? throw CloudRefusal.NotFound("SSH key", call.Id);
        call.Account.SshKeys.Remove(key.Fingerprint);
        return CloudJson.Object(json => Write(json, key));
    }

    private static void Write(Utf8JsonWriter json, SshKey key)
    {
        json.WriteString("id", CloudIds.OfKey(key));
        json.WriteString("name", key.Name);
        json.WriteString("publicKey", key.PublicKey);
        json.WriteString("algorithm", key.Algorithm);
        json.WriteString("fingerprint", key.Fingerprint);
    }
}
