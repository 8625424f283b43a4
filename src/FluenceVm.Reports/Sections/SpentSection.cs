using System.Xml.Linq;
using FluenceVm.Model;
using FluenceVm.Reports.Page;

namespace FluenceVm.Reports.Sections;

/// <summary>What was spent on each thing, also on those that are gone.</summary>
internal static class SpentSection
{
    public static XElement? Write(FleetReport report)
    {
        if (report.Spent.Count == 0)
        {
            return null;
        }
        var table = new Table(
            new(Messages.ReportType),
            new(Messages.ReportName),
            new(Messages.ReportHours, "#,##0.0"),
            new(Messages.ReportCost, "#,##0.0000"),
            new(Messages.ReportCurrency),
            new(Messages.ReportId)) { Caption = Messages.ReportSpentOn };
        foreach (var charge in report.Spent.OrderByDescending(charge => charge.Cost ?? decimal.MaxValue))
        {
            table.Add(Kind.Of(charge.Type), charge.Name, charge.UsageHours, charge.Cost, charge.Currency, charge.ResourceId);
        }
        return Html.Section("spent", Messages.ReportSpentOn, Html.Text("p", Messages.ReportSpentAbout), table.ToElement());
    }
}
