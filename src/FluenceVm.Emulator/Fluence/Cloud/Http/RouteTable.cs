using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Http;

/// <summary>Finds the route of a request among those of the same method and as many segments.</summary>
internal sealed class RouteTable(IEnumerable<CloudRoute> routes)
{
    private readonly ILookup<(string Method, int Segments), CloudRoute> _routes =
        routes.OrderBy(route => route.Parameters).ToLookup(route => (route.Method, route.Segments));

    /// <summary>The route, and the parameters in its path; null if there is none.</summary>
    public (CloudRoute Route, IReadOnlyList<string> Parameters)? Find(EmulatorRequest request)
    {
        var segments = request.Path.Split('/');
        foreach (var route in _routes[(request.Method, segments.Length)])
        {
            if (route.Match(segments) is { } parameters)
            {
                return (route, parameters);
            }
        }
        return null;
    }
}
