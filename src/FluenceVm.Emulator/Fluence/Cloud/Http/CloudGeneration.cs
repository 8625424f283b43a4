using FluenceVm.Emulator.Fluence.Cloud.Accounts;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Http;

/// <summary>Generation <c>Cloud</c>: <c>/v3</c> of the Cloud API 0.14.</summary>
internal sealed class CloudGeneration : IFluenceGeneration
{
    private readonly CloudAccount _account;
    private readonly RouteTable _table;
    private long _requests;

    public CloudGeneration(CloudAccount account)
    {
        _account = account;
        Routes = [.. CloudRoutes.All];
        _table = new RouteTable(Routes);
    }

    /// <summary>Every operation that is served.</summary>
    public IReadOnlyList<CloudRoute> Routes { get; }

    public IEnumerable<(string Route, string Operation)> Served =>
        Routes.Select(route => ($"{route.Method} {route.Template}", route.Operation));

    public string? OperationOf(EmulatorRequest request) => _table.Find(request)?.Route.Operation;

    public EmulatorResponse Refuse(EmulatorRequest request, int status, string text)
    {
        var isKeyed = request.Header("Idempotency-Key") is not null;
        var refusal = new CloudRefusal(status, CloudRefusal.CodeOf(status, isKeyed), text);
        return RefusalWriter.Answer(refusal, _table.Find(request)!.Value.Route.IsOfVms);
    }

    public EmulatorResponse Answer(EmulatorRequest request, DateTimeOffset now)
    {
        var (route, parameters) = _table.Find(request)!.Value;
        var response = Answer(route, request, parameters, now);
        var headers = response.Headers.ToDictionary(each => each.Key, each => each.Value);
        headers["X-Request-Id"] = CloudIds.Of(CloudKind.Request, _account.Seed, ++_requests).ToString("D");
        return response with { Headers = headers };
    }

    private EmulatorResponse Answer(CloudRoute route, EmulatorRequest request, IReadOnlyList<string> parameters, DateTimeOffset now)
    {
        try
        {
            var key = route.IsPublic ? null : Authenticated(request, now);
            // A malformed body is refused before the key's scopes are looked at.
            var body = route.Body?.Read(request) ?? default;
            key?.Require(route.Scope);
            if (key is not null && route.Method != "GET")
            {
                key.LastUsedAt = now;
            }
            return route.Answer(new CloudCall(request, now, _account, key, parameters, body));
        }
        catch (CloudRefusal refusal)
        {
            return RefusalWriter.Answer(refusal, route.IsOfVms);
        }
        catch (RefusedException refused)
        {
            var refusal = refused.Status == 409 ? CloudRefusal.Conflict(refused.Message) : CloudRefusal.BadRequest(refused.Message);
            return RefusalWriter.Answer(refusal, route.IsOfVms);
        }
    }

    private ApiKey Authenticated(EmulatorRequest request, DateTimeOffset now)
    {
        // What comes as Bearer must be an access token, and the emulator gives out none.
        var hasBearer = request.Header("Authorization")?.TrimStart().StartsWith("Bearer", StringComparison.OrdinalIgnoreCase) == true;
        if (hasBearer || request.Header("X-API-KEY") is not { Length: > 0 } value)
        {
            throw new CloudRefusal(401, "unauthorized", hasBearer ? "Invalid access token" : "No Access/Api Key token found");
        }
        return _account.ApiKeys.Find(value, now) ?? throw new CloudRefusal(401, "unauthorized", "Invalid Api Key");
    }
}
