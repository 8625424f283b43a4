using System.Text.Json;
using FluenceVm.Emulator.Fluence.Cloud.Http;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Accounts;

/// <summary>The routes of the API keys. A repeated creation makes another key: there is no idempotency here.</summary>
internal static class ApiKeyRoutes
{
    private const string Operation = "ApiKeys";

    public static IEnumerable<CloudRoute> All =>
    [
        new(Operation, "GET", "/v3/api-keys", "api_key:list", call => CloudPage.Collection(call.Account.ApiKeys.All, Write)),
        new(Operation, "POST", "/v3/api-keys", "api_key:create", Create) { Body = BodyShape.Of("name!", "scopes!", "expiresAt!") },
        new(Operation, "DELETE", "/v3/api-keys/{api_key_id}", "api_key:remove", Delete),
    ];

    private static EmulatorResponse Create(CloudCall call)
    {
        var name = CloudJson.Name(call.Body)!;
        var scopes = CloudJson.Texts(call.Body, "scopes")!.ToList();
        if (scopes.Distinct().Count() != scopes.Count)
        {
            throw CloudRefusal.Field("scopes", "a scope is there twice");
        }
        if (scopes.Find(scope => !call.Key!.Scopes.Contains(scope)) is { } foreign)
        {
            const string Code = "api_key_scope_not_delegable";
            throw new CloudRefusal(CloudGuesses.ScopeNotDelegableStatus, Code, $"The scope {foreign} can't be given on");
        }
        var key = call.Account.ApiKeys.Make(name, scopes, call.Now, Expiry(call));
        return CloudJson.Object(
            json =>
            {
                Write(json, key);
                json.WriteString("value", key.Value);
            },
            201);
    }

    private static DateTimeOffset Expiry(CloudCall call)
    {
        var text = call.Body.GetProperty("expiresAt");
        if (text.ValueKind != JsonValueKind.String || !text.TryGetDateTimeOffset(out var end) || end <= call.Now)
        {
            throw CloudRefusal.Field("expiresAt", "expected a time in the future");
        }
        return end;
    }

    private static EmulatorResponse Delete(CloudCall call)
    {
        call.Account.ApiKeys.Remove(call.Id);
        return JsonResponse.Empty(204);
    }

    private static void Write(Utf8JsonWriter json, ApiKey key)
    {
        json.WriteString("id", key.Id);
        json.WriteString("name", key.Name);
        json.WriteTexts("scopes", key.Scopes);
        json.WriteTime("createdAt", key.CreatedAt);
        json.WriteTime("lastUsedAt", key.LastUsedAt);
        json.WriteTime("expiresAt", key.ExpiresAt);
    }
}
