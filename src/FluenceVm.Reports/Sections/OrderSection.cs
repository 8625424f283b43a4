using System.Xml.Linq;
using FluenceVm.Model;
using FluenceVm.Reports.Page;

namespace FluenceVm.Reports.Sections;

/// <summary>Orders of which nobody knows yet what became of them.</summary>
internal static class OrderSection
{
    public static XElement? Write(FleetReport report)
    {
        if (report.UnknownOrders.Count == 0)
        {
            return null;
        }
        var table = new Table(
            new(Messages.ReportKey),
            new(Messages.ReportName),
            new(Messages.ReportOrdered, "0"),
            new(Messages.ReportSince),
            new(Messages.ReportMessage)) { Caption = Messages.ReportOrders };
        foreach (var order in report.UnknownOrders)
        {
            table.Add(order.Key, order.Name, (decimal)order.Count, order.CreatedAt, order.Message);
        }
        return Html.Section("orders", Messages.ReportOrders, Html.Text("p", Messages.ReportOrdersAbout), table.ToElement());
    }
}
