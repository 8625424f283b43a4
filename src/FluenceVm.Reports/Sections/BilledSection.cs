using System.Xml.Linq;
using FluenceVm.Model;
using FluenceVm.Reports.Page;

namespace FluenceVm.Reports.Sections;

/// <summary>Everything that costs money from now on.</summary>
internal static class BilledSection
{
    private const decimal HoursPerMonth = 720;

    public static XElement Write(FleetReport report)
    {
        var names = NamesOfVms(report);
        var table = new Table(
            new(Messages.ReportType),
            new(Messages.ReportName),
            new(Messages.ReportStatus),
            new(Messages.ReportUsedBy),
            new(Messages.ReportPerHour, Money.Fine),
            new(Messages.ReportPerMonth, Money.Cents),
            new(Messages.ReportCurrency),
            new(Messages.ReportId)) { Caption = Messages.ReportBilled };
        foreach (var item in report.Costs.SelectMany(cost => cost.Items).OrderByDescending(item => item.PricePerHour ?? decimal.MaxValue))
        {
            table.Add(
                Kind.Of(item.Type),
                item.Name,
                item.Status,
                item.VmId is { } vm ? names.TryGetValue(vm, out var name) ? name : vm : null,
                item.PricePerHour,
                item.PricePerHour * HoursPerMonth,
                item.Currency,
                item.Id);
        }
        return Html.Section("billed", Messages.ReportBilled, Html.Text("p", Messages.ReportBilledAbout), table.ToElement());
    }

    private static Dictionary<string, string> NamesOfVms(FleetReport report)
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var vm in report.Costs.SelectMany(cost => cost.Items).Where(item => item.Type == BilledType.Vm))
        {
            names[vm.Id] = vm.Name ?? vm.Id;
        }
        return names;
    }
}
