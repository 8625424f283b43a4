namespace FluenceVm.Model;

/// <summary>Names as a sentence takes them: one of 10,000 letters would push everything else off the screen.</summary>
internal static class Shown
{
    private const int Longest = 100;

    public static string Short(string name) => name.Length <= Longest ? name : name.Substring(0, Longest) + "...";
}
