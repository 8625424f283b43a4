using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>Generation <c>Cloud</c> (OpenAPI 0.10.0) over the same account as the others.</summary>
internal sealed class CloudGeneration : IFluenceGeneration
{
    private const string Scheme = "X-API-KEY ";
    private readonly string _apiKey;

    /// <summary>A generation of an account.</summary>
    /// <param name="apiKey">The key that it accepts.</param>
    /// <param name="account">The account.</param>
    public CloudGeneration(string apiKey, FluenceAccount account)
    {
        _apiKey = apiKey;
        var writer = new CloudWriter(account);
        var vms = new CloudVmWriter(account, writer);
        Routes =
        [
            .. new CloudVmRoutes(account, vms).All
                .Concat(new CloudOrders(account, vms).All)
                .Concat(new CloudInterfaceRoutes(account, vms).All)
                .Concat(new CloudStorageRoutes(account, writer).All)
                .Concat(new CloudAddressRoutes(account, writer).All)
                .Concat(new CloudGroupRoutes(account, writer).All)
                .Concat(new CloudSshKeyRoutes(account, writer).All)
                .Concat(new CloudCatalogueRoutes(account).All)
                .Concat(CloudPriceRoutes.All)
                .Concat(new CloudAccountRoutes(account, writer).All)
                .OrderBy(route => route.Parameters),
        ];
    }

    /// <summary>Every operation that is served.</summary>
    public IReadOnlyList<CloudRoute> Routes { get; }

    public IEnumerable<(string Route, string Operation)> Served => Routes.Select(route => ($"{route.Method} {route.Template}", route.Operation));

    public string? OperationOf(EmulatorRequest request) => Find(request, [])?.Operation;

    public EmulatorResponse Refuse(EmulatorRequest request, int status, string text) => JsonResponse.Error(status, text);

    public EmulatorResponse Answer(EmulatorRequest request, DateTimeOffset now)
    {
        var parameters = new List<string>();
        var route = Find(request, parameters)!;
        try
        {
            if (!route.IsPublic)
            {
                Authenticate(request);
            }
            return route.Answer(new CloudCall(request, now, IdIn(parameters, 0), IdIn(parameters, 1)));
        }
        catch (RefusedException refused)
        {
            return CloudError.Answer(refused);
        }
    }

    private CloudRoute? Find(EmulatorRequest request, List<string> parameters) =>
        Routes.FirstOrDefault(route => route.Method == request.Method && route.Matches(request.Path, parameters));

    private static Guid IdIn(List<string> parameters, int index) =>
        index >= parameters.Count ? Guid.Empty : CloudQuery.ParseId(parameters[index]) ?? throw RefusedException.BadRequest("invalid id in the path: expected a UUID");

    /// <summary>
    /// The key goes into <c>X-API-KEY</c>, or comes as <c>Authorization: X-API-KEY</c>. A <c>Bearer</c> value is a JWT here, so a
    /// key that is sent as one is refused, with or without the header.
    /// </summary>
    private void Authenticate(EmulatorRequest request)
    {
        var authorization = request.Header("Authorization")?.Trim() ?? string.Empty;
        var bearer = authorization.StartsWith("Bearer", StringComparison.OrdinalIgnoreCase);
        var scheme = authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);
        var given = request.Header("X-API-KEY") ?? (scheme ? authorization.Substring(Scheme.Length) : null);
        if (bearer || given is not { Length: > 0 } key)
        {
            throw new RefusedException(401, "Auth token invalid or missing");
        }
        if (key != _apiKey)
        {
            throw new RefusedException(403, "Auth failed. No such API Key");
        }
    }
}
