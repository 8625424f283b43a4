using System.Globalization;
using System.Text;

namespace FluenceVm.Clouds.Journal;

/// <summary>
/// Writes down what a user said in one canonical form: lists are sorted, what wasn't said is left out, private texts are
/// hashed. The same words give the same text in every version of the module, so two requests are compared by it.
/// </summary>
public sealed class AskedText
{
    private readonly StringBuilder _text;

    /// <summary>Begins a text.</summary>
    /// <param name="kind">What is asked for and the version of this list of facts, for example <c>vm-order/1</c>.</param>
    public AskedText(string kind) => _text = new StringBuilder(kind);

    /// <summary>Adds a fact; null says nothing.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">A text, a number, or null.</param>
    public AskedText Add(string name, object? value)
    {
        if (value is not null)
        {
            var text = Convert.ToString(value, CultureInfo.InvariantCulture)!;
            _text.Append('\n').Append(name).Append('=').Append(text.Replace("\\", "\\\\").Replace("\r", "\\r").Replace("\n", "\\n"));
        }
        return this;
    }

    /// <summary>Adds a list whose order means nothing; an empty one says nothing.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">The values.</param>
    public AskedText AddAll(string name, IEnumerable<object> values)
    {
        var texts = values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)!);
        foreach (var text in texts.OrderBy(text => text, StringComparer.Ordinal))
        {
            Add(name, text);
        }
        return this;
    }

    /// <summary>Adds a text that nobody is to read in the journal; null says nothing.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The text.</param>
    public AskedText AddHashed(string name, string? value) => value is null ? this : Add(name, Digest.Of(value, 32));

    /// <summary>A fact of a text; null if it isn't there.</summary>
    /// <param name="asked">The text.</param>
    /// <param name="name">The fact's name.</param>
    internal static string? ValueOf(string asked, string name) => asked.Split('\n')
        .FirstOrDefault(line => line.StartsWith(name + "=", StringComparison.Ordinal))?.Substring(name.Length + 1);

    /// <summary>The whole text.</summary>
    public override string ToString() => _text.ToString();
}
