using System.Globalization;
using System.Text;

namespace FluenceVm.Clouds.Fluence.Cloud.Requests;

/// <summary>A path with its query. Lists are written in brackets: <c>statuses[0]=new</c>.</summary>
internal sealed class Query(string path)
{
    private readonly StringBuilder _text = new();

    public string Path => path;

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

    /// <summary>The text of a page; pages count from 1.</summary>
    public string OfPage(long page, int perPage)
    {
        var separator = _text.Length == 0 ? '?' : '&';
        return string.Format(CultureInfo.InvariantCulture, "{0}{1}{2}page={3}&perPage={4}", path, _text, separator, page, perPage);
    }

    public override string ToString() => path + _text;
}
