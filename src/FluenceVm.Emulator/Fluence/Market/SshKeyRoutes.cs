using System.Globalization;
using System.Text.Json;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Market;

/// <summary>The routes of the SSH keys (docs/services/fluence-market.md, "SSH keys").</summary>
internal sealed class SshKeyRoutes(FluenceAccount account)
{
    private const string Operation = "SshKeys";
    private const string Path = "/ssh_keys";

    public IEnumerable<Route> All =>
    [
        new(Operation, "GET", Path, (_, _) => JsonResponse.Array(account.SshKeys.All, Write)),
        new(Operation, "POST", Path, Add),
        new(Operation, "DELETE", Path, (request, _) => Remove(request)),
    ];

    /// <summary>201 for a new key, 200 for a known one; an object both times, as clients expect it.</summary>
    private EmulatorResponse Add(EmulatorRequest request, DateTimeOffset now)
    {
        var body = RequestBody.Object(request);
        var (key, isNew) = account.SshKeys.Register(
            RequestBody.RequiredText(body, "name"),
            RequestBody.RequiredText(body, "publicKey"),
            now);
        return JsonResponse.Write(json => Write(json, key), isNew ? 201 : 200);
    }

    private EmulatorResponse Remove(EmulatorRequest request) =>
        account.SshKeys.Remove(RequestBody.RequiredText(RequestBody.Object(request), "fingerprint"))
            ? JsonResponse.Empty(200)
            : throw RefusedException.NotFound("SSH key not found");

    private static void Write(Utf8JsonWriter json, SshKey key)
    {
        json.WriteStartObject();
        json.WriteString("name", key.Name);
        json.WriteString("fingerprint", key.Fingerprint);
        json.WriteString("algorithm", key.Algorithm);
        json.WriteString("comment", key.Comment);
        json.WriteString("publicKey", key.PublicKey);
        json.WriteBoolean("active", true);
        json.WriteString("createdAt", LongTime(key.CreatedAt));
        json.WriteEndObject();
    }

    /// <summary>A signed year of six digits, and nanoseconds: the notation that the service uses here.</summary>
    private static string LongTime(DateTimeOffset time) =>
        "+00" + time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z'", CultureInfo.InvariantCulture);
}
