namespace FluenceVm.Model;

/// <summary>Names as a sentence takes them: one of 10,000 letters would push everything else off the screen.</summary>
internal static class Shown
{
    private const int Longest = 100;

    /// <summary>The name and the id; the id alone for a thing without a name.</summary>
    public static string Named(string? name, string id) => string.IsNullOrEmpty(name) ? id : $"{Short(name!)} ({id})";

    public static string Short(string name) => name.Length <= Longest ? name : name.Substring(0, Longest) + "...";
}
