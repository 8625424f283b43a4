using System.Globalization;
using System.Xml.Linq;
using FluenceVm.Model;
using FluenceVm.Reports.Page;

namespace FluenceVm.Reports.Sections;

/// <summary>Charts of what was spent day by day, each with the table that it is drawn from.</summary>
internal static class ChartSection
{
    public static XElement? Write(FleetReport report)
    {
        XElement?[] figures =
        [
            report.ByType is { } types ? Figure(types, "by-type", Messages.ReportByType) : null,
            report.ByVm is { Series.Count: > 0 } vms ? Figure(vms, "by-vm", Messages.ReportByVm) : null,
        ];
        return figures.Any(figure => figure is not null) ? Html.Section("spent-by-day", Messages.ReportByDay, figures) : null;
    }

    private static XElement Figure(DailyCosts costs, string id, string title) => new(
        "figure",
        new XAttribute("id", id),
        Html.Text("figcaption", Text.Of(nameof(Messages.ReportInCurrency), title, costs.Currency)),
        Legend(costs.Series),
        new XElement(
            "div", new XAttribute("class", "chart"), new XAttribute("role", "img"), new XAttribute("aria-label", title), string.Empty),
        new XElement("details", Html.Text("summary", Messages.ReportNumbers), Numbers(costs, title)));

    private static XElement Legend(IReadOnlyList<string> series) => new(
        "ul",
        new XAttribute("class", "legend"),
        series.Select((name, index) => Html.Text("li", Kind.Of(name)!, string.Format(CultureInfo.InvariantCulture, "series-{0}", index))));

    private static XElement Numbers(DailyCosts costs, string title)
    {
        Column[] columns =
        [
            new(Messages.ReportDay, Moment.DayForm),
            .. costs.Series.Select(name => new Column(Kind.Of(name)!, Money.Cents)),
            new(Messages.ReportSum, Money.Cents),
        ];
        var table = new Table(columns) { Caption = title };
        foreach (var day in costs.Days)
        {
            table.Add([day.Day, .. day.Costs.Cast<object>(), day.Costs.Sum()]);
        }
        return table.ToElement();
    }
}
