using System.Globalization;
using System.Xml.Linq;
using FluenceVm.Model;

namespace FluenceVm.Reports.Page;

/// <summary>A table whose columns can be sorted by. Numbers are shown rounded, and sort by every digit.</summary>
internal sealed class Table(params Column[] columns)
{
    private readonly List<XElement> _rows = [];

    /// <summary>What the table is about, for those who can't see it.</summary>
    public string Caption { get; init; } = string.Empty;

    /// <summary>Adds a row, with a value for each column.</summary>
    public Table Add(params object?[] values)
    {
        _rows.Add(new XElement("tr", columns.Zip(values, ToCell)));
        return this;
    }

    public XElement ToElement() => new(
        "div",
        new XAttribute("class", "scroll"),
        new XElement(
            "table",
            Html.Text("caption", Caption),
            new XElement("thead", new XElement("tr", columns.Select(ToHead))),
            new XElement("tbody", string.Empty, _rows)));

    private static XElement ToHead(Column column)
    {
        var head = Html.Text("th", column.Name, column.Format is null ? null : "number");
        head.Add(new XAttribute("scope", "col"));
        return head;
    }

    private static XElement ToCell(Column column, object? value) => value switch
    {
        decimal number => new XElement(
            "td",
            new XAttribute("class", "number"),
            new XAttribute("data-value", number.ToString(CultureInfo.InvariantCulture)),
            number.ToString(column.Format, CultureInfo.InvariantCulture)),
        DateTimeOffset time => Html.Text("td", time.UtcDateTime.ToString(column.Format ?? Moment.Form, CultureInfo.InvariantCulture)),
        _ => Html.Text("td", value?.ToString() ?? string.Empty, column.Name == Messages.ReportId ? "id" : null),
    };
}

/// <summary>A column.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Format">How its numbers are shown; null if it has none.</param>
internal sealed record Column(string Name, string? Format = null);

/// <summary>How times are written.</summary>
internal static class Moment
{
    public const string Form = "yyyy-MM-dd HH:mm";
    public const string DayForm = "yyyy-MM-dd";

    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture) + " UTC";

    public static string DayOf(DateTimeOffset time) => time.UtcDateTime.ToString(DayForm, CultureInfo.InvariantCulture);
}

/// <summary>How amounts are written.</summary>
internal static class Money
{
    /// <summary>What is spent in days or months.</summary>
    public const string Cents = "#,##0.00";

    /// <summary>What is spent per hour.</summary>
    public const string Fine = "0.000000";

    public static string Of(decimal amount, string currency) => $"{amount.ToString(Cents, CultureInfo.InvariantCulture)} {currency}";

    public static string FineOf(decimal amount, string currency) => $"{amount.ToString(Fine, CultureInfo.InvariantCulture)} {currency}";
}
