using FluenceVm.Clouds.Fluence.Cloud.Wire;

namespace FluenceVm.Clouds.Fluence.Cloud;

/// <summary>
/// What nobody documents and this client assumes, in one place (docs/fidelity.md, "What is guessed"). Each is harmless if it is wrong, or
/// is refused by the service before anything is billed.
/// </summary>
internal static class Guesses
{
    /// <summary>Images from an address boot by BIOS, as those of versions before that didn't ask did.</summary>
    public static SourceWire HttpImage(string url) => new() { Type = "http", Url = url, BootMode = "BIOS" };

    /// <summary>How long a draft's parts take to become ready at the most.</summary>
    public static readonly TimeSpan LongestMaterializing = TimeSpan.FromMinutes(5);

    /// <summary>After this time a request whose response was lost isn't on its way any more.</summary>
    public static readonly TimeSpan LongestOnTheWay = TimeSpan.FromMinutes(15);

    /// <summary>How long disks and addresses stay attached to a VM that ends, at the most.</summary>
    public static readonly TimeSpan LongestEnding = TimeSpan.FromMinutes(5);
}
