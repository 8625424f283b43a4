namespace FluenceVm.Clouds.Fluence.Cloud.Requests;

/// <summary>The form of every id of the service: a UUID.</summary>
internal static class CloudIds
{
    public static bool IsId(string? id) => Guid.TryParseExact(id, "D", out _);

    public static bool Same(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
