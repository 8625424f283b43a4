using System.Xml.Linq;
using FluenceVm.Model;
using FluenceVm.Reports.Page;

namespace FluenceVm.Reports.Sections;

/// <summary>What is billed although no VM uses it.</summary>
internal static class OrphanSection
{
    public static XElement? Write(FleetReport report)
    {
        if (report.Orphans.Count == 0)
        {
            return null;
        }
        var table = new Table(
            new(Messages.ReportType),
            new(Messages.ReportName),
            new(Messages.ReportSince),
            new(Messages.ReportPerHour, Money.Fine),
            new(Messages.ReportCurrency),
            new(Messages.ReportId)) { Caption = Messages.ReportOrphans };
        foreach (var orphan in report.Orphans)
        {
            table.Add(Kind.Of(orphan.Type), orphan.Name, orphan.Since, orphan.PricePerHour, orphan.Currency, orphan.Id);
        }
        return Html.Section("orphans", Messages.ReportOrphans, Html.Text("p", Messages.ReportOrphansAbout), table.ToElement());
    }
}
