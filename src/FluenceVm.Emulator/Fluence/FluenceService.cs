using System.Text.Json.Nodes;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence;

/// <summary>The emulated Fluence marketplace, generations <c>vms/v2</c> and <c>vms/v3</c>.</summary>
internal sealed class FluenceService : IEmulatedService
{
    private readonly string _apiKey;
    private readonly FluenceAccount _account;
    private readonly Dictionary<(string Method, string Path), Route> _routes = [];

    /// <summary>A service for one account.</summary>
    /// <param name="apiKey">The key that it accepts.</param>
    /// <param name="account">The account.</param>
    public FluenceService(string apiKey, FluenceAccount account)
    {
        _apiKey = apiKey;
        _account = account;
        foreach (var route in new VmRoutes(account).All.Concat(new MarketplaceRoutes(account).All).Concat(new SshKeyRoutes(account).All))
        {
            _routes.Add((route.Method, route.Path), route);
        }
    }

    /// <summary>Everything that it serves.</summary>
    public IReadOnlyCollection<Route> Routes => _routes.Values;

    public string? OperationOf(EmulatorRequest request) => Find(request)?.Operation;

    public EmulatorResponse Answer(EmulatorRequest request, DateTimeOffset now)
    {
        if (!IsAuthorized(request))
        {
            return JsonAnswer.Error(403, "Auth failed. No such API Key");
        }
        try
        {
            return Find(request)!.Answer(request, now);
        }
        catch (RefusedException refused)
        {
            return JsonAnswer.Error(refused.Status, refused.Message);
        }
    }

    public void AdvanceTo(DateTimeOffset now) => _account.Fleet.AdvanceTo(now);

    public JsonNode Save() => FluenceState.Save(_account);

    public void Load(JsonNode state) => FluenceState.Load(_account, state);

    private Route? Find(EmulatorRequest request) => _routes.TryGetValue((request.Method, request.Path), out var route) ? route : null;

    private bool IsAuthorized(EmulatorRequest request)
    {
        const string Bearer = "Bearer ";
        var given = request.Header("X-API-KEY")
            ?? (request.Header("Authorization") is { } header && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header.Substring(Bearer.Length) : null);
        return given == _apiKey;
    }
}
