using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence;

/// <summary>The API key of a request.</summary>
internal static class RequestKey
{
    private const string Bearer = "Bearer ";

    /// <summary>The key in <c>X-API-KEY</c>, else the one that comes as <c>Bearer</c>; null for none.</summary>
    public static string? Of(EmulatorRequest request) => request.Header("X-API-KEY") ?? OfBearer(request.Header("Authorization"));

    private static string? OfBearer(string? header) =>
        header?.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) == true ? header.Substring(Bearer.Length) : null;
}
