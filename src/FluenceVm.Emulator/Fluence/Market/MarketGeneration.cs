using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Market;

/// <summary>Generations <c>vms/v2</c> and <c>vms/v3</c>, which differ in the VMs' routes only.</summary>
internal sealed class MarketGeneration : IFluenceGeneration
{
    private static readonly (string Method, string Path)[] OnlyV2 = [("GET", "/vms/v2")];
    private static readonly (string Method, string Path)[] OnlyV3 = [("GET", "/vms/v3"), ("GET", "/vms/v3/status"), ("PATCH", "/vms/v3")];

    private readonly string _apiKey;
    private readonly Dictionary<(string Method, string Path), Route> _routes = [];

    /// <summary>A generation of an account.</summary>
    /// <param name="apiKey">The key that it accepts.</param>
    /// <param name="account">The account.</param>
    /// <param name="generations">Which of the two are served.</param>
    public MarketGeneration(string apiKey, FluenceAccount account, EmulatorGenerations generations)
    {
        _apiKey = apiKey;
        foreach (var route in new VmRoutes(account).All.Concat(new MarketplaceRoutes(account).All).Concat(new SshKeyRoutes(account).All))
        {
            _routes.Add((route.Method, route.Path), route);
        }
        Remove(generations.HasFlag(EmulatorGenerations.MarketV2) ? [] : OnlyV2);
        Remove(generations.HasFlag(EmulatorGenerations.MarketV3) ? [] : OnlyV3);
    }

    public IEnumerable<(string Route, string Operation)> Served =>
        _routes.Values.Select(route => ($"{route.Method} {route.Path}", route.Operation));

    public string? OperationOf(EmulatorRequest request) => Find(request)?.Operation;

    public EmulatorResponse Refuse(EmulatorRequest request, int status, string text) => JsonResponse.Error(status, text);

    public EmulatorResponse Answer(EmulatorRequest request, DateTimeOffset now)
    {
        if (RequestKey.Of(request) != _apiKey)
        {
            return JsonResponse.Error(403, "Auth failed. No such API Key");
        }
        try
        {
            return Find(request)!.Answer(request, now);
        }
        catch (RefusedException refused)
        {
            return JsonResponse.Error(refused.Status, refused.Message);
        }
    }

    private void Remove(IEnumerable<(string Method, string Path)> routes)
    {
        foreach (var route in routes)
        {
            _routes.Remove(route);
        }
    }

    private Route? Find(EmulatorRequest request) => _routes.TryGetValue((request.Method, request.Path), out var route) ? route : null;
}
