using System.Runtime.CompilerServices;

namespace FluenceVm.Clouds.Json;

/// <summary>How the runtime compiles the loops that read long lists.</summary>
internal static class Compile
{
    /// <summary>
    /// AggressiveOptimization, which netstandard2.0 has no name for: a first list is over before the runtime would compile its
    /// reader again for speed.
    /// </summary>
    public const MethodImplOptions AtOnce = (MethodImplOptions)512;
}
