using System.Globalization;
using System.Text;

namespace FluenceVm.Clouds.Fluence.Cloud;

/// <summary>A path with its query. Lists are written in brackets, <c>status[0]=new</c>, as the specification asks.</summary>
internal sealed class Query(string path)
{
    private readonly StringBuilder _text = new();

    public Query Add(string name, string value)
    {
        _text.Append(_text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        return this;
    }

    public Query AddList(string name, IEnumerable<string> values)
    {
        var index = 0;
        foreach (var value in values)
        {
            Add(FormattableString.Invariant($"{name}[{index++}]"), value);
        }
        return this;
    }

    /// <summary>The text of a page; null for the first, whose number the specification doesn't say.</summary>
    public string OfPage(long? page, int perPage)
    {
        var separator = _text.Length == 0 ? '?' : '&';
        var number = page is { } given ? "&page=" + given.ToString(CultureInfo.InvariantCulture) : string.Empty;
        return FormattableString.Invariant($"{path}{_text}{separator}perPage={perPage}{number}");
    }

    public override string ToString() => path + _text;
}
