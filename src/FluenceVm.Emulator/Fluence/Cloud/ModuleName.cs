using System.Security.Cryptography;
using System.Text;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>
/// Names as the module gives them to what it makes (docs/services/fluence-cloud.md, "Names of this module"): a word, random
/// letters, and check letters. VMs of the starter fleet have groups of such names, as if the module had ordered them.
/// </summary>
internal static class ModuleName
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz234567";

    public static string Of(string seed)
    {
        var beginning = "fluencevm-" + Encode(seed, 10);
        return beginning + Encode("check " + beginning, 4);
    }

    private static string Encode(string text, int length)
    {
        using var sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(Encoding.UTF8.GetBytes(text)).Take(length).Select(value => Letters[value % Letters.Length]));
    }
}
