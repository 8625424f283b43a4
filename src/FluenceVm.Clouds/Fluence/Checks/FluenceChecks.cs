using FluenceVm.Clouds.Checks;

namespace FluenceVm.Clouds.Fluence.Checks;

/// <summary>What the rows about Fluence itself are called. Scripts rely on these names.</summary>
internal static class FluenceChecks
{
    public const string Maintenance = "Maintenance";
    public const string Generation = "Generation";
    public const string Key = "Key";
    public const string Permissions = "Permissions";
    public const string Balance = "Balance";

    /// <summary>Those that need a service that answers.</summary>
    public static IReadOnlyList<string> NeedService { get; } =
        [CheckNames.Clock, Maintenance, Generation, Key, Permissions, Balance];
}
