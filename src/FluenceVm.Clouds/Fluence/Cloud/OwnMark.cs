using System.Security.Cryptography;
using System.Text.RegularExpressions;
using System.Text;

namespace FluenceVm.Clouds.Fluence.Cloud;

/// <summary>
/// The names that this module gives to disks, addresses and security groups: a word that no user chooses, random letters, and
/// check letters over the rest. They tell what may be removed without a journal. 25 characters at most, as the service asks.
/// </summary>
internal static class OwnMark
{
    private const string Word = "fluencevm-";
    private const int RandomLetters = 10;
    private const int CheckLetters = 4;
    private const string Letters = "abcdefghijklmnopqrstuvwxyz234567";
    private static readonly Regex Form = new("^fluencevm-[a-z2-7]{14}$", RegexOptions.CultureInvariant);

    /// <summary>A name of its own for the part of something that has an id: the same for the same.</summary>
    public static string For(string id, string part) => Complete(Word + Encode(id + " " + part, RandomLetters));

    public static bool Is(string? name) =>
        name is not null && Form.IsMatch(name) && Complete(name.Substring(0, name.Length - CheckLetters)) == name;

    private static string Complete(string beginning) => beginning + Encode("check " + beginning, CheckLetters);

    private static string Encode(string text, int length)
    {
        using var sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(Encoding.UTF8.GetBytes(text)).Take(length).Select(value => Letters[value % Letters.Length]));
    }
}
