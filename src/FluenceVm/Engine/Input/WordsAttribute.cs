using System.Text.RegularExpressions;

namespace FluenceVm.Engine.Input;

/// <summary>Reads a list of words, also one that is written into a single text: <c>DE,PL</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WordsAttribute : InputAttribute
{
    private static readonly Regex Separator = new(@"[\s,;]+", RegexOptions.CultureInvariant);

    private protected override object Read(object value) =>
        Flatten(value).SelectMany(item => Separator.Split(TextOf(item).Trim())).ToArray();
}
