using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace FluenceVm.Reports.Page;

/// <summary>Elements of a page. Their text is escaped when they are written, so a name that looks like an element stays a name.</summary>
internal static class Html
{
    public static XElement Section(string id, string title, params object?[] content) =>
        new("section", new XAttribute("id", id), Text("h2", title), content);

    public static XElement Text(string element, string text, string? kind = null) =>
        new(element, kind is null ? null : new XAttribute("class", kind), Clean(text));

    public static XElement List(IEnumerable<string> items, string kind) =>
        new("ul", new XAttribute("class", kind), items.Select(item => Text("li", item)));

    /// <summary>A term and what it means, for a list of facts.</summary>
    public static XElement Fact(string term, string meaning, string? kind = null) =>
        new("div", kind is null ? null : new XAttribute("class", kind), Text("dt", term), Text("dd", meaning));

    /// <summary>The text without what no page may have: controls, and halves of characters.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                clean.Append(text[i]).Append(text[++i]);
            }
            else
            {
                clean.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD');
            }
        }
        return clean.ToString();
    }
}
