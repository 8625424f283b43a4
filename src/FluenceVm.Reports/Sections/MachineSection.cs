using System.Xml.Linq;
using FluenceVm.Model;
using FluenceVm.Reports.Page;

namespace FluenceVm.Reports.Sections;

/// <summary>Machines of Cudos Compute, which have a credit each.</summary>
internal static class MachineSection
{
    public static XElement? Write(FleetReport report)
    {
        var machines = report.Costs.SelectMany(cost => cost.Items).Where(item => item.Type == BilledType.Machine).ToList();
        if (machines.Count == 0)
        {
            return null;
        }
        var table = new Table(
            new(Messages.ReportId),
            new(Messages.ReportStatus),
            new(Messages.ReportPerHour, Money.Cents),
            new(Messages.ReportCredit, Money.Cents),
            new(Messages.ReportCurrency),
            new(Messages.ReportEnds)) { Caption = Messages.ReportMachines };
        foreach (var machine in machines.OrderBy(machine => machine.EndsAt ?? DateTimeOffset.MaxValue))
        {
            table.Add(machine.Id, machine.Status, machine.PricePerHour, machine.Held, machine.Currency, machine.EndsAt);
        }
        return Html.Section("machines", Messages.ReportMachines, table.ToElement());
    }
}
