using System.Xml.Linq;
using FluenceVm.Model;
using FluenceVm.Reports.Page;

namespace FluenceVm.Reports.Sections;

/// <summary>What somebody wants to know who reads nothing else: what runs, what it costs, how long the money lasts.</summary>
internal static class SummarySection
{
    public static XElement Write(FleetReport report) => new(
        "header",
        Html.Text("h1", Messages.ReportTitle),
        Html.Text("p", Text.Of(nameof(Messages.ReportAbout), report.Account, report.MadeAt.UtcDateTime), "about"),
        report.Notes.Count == 0 ? null : Html.List(report.Notes, "notes"),
        report.Total is { Cost: { } cost } total ? Spent(report, Money.Of(cost, total.Currency)) : null,
        report.Costs.Where(cost => cost.Count > 0).Select(Running));

    private static XElement Spent(FleetReport report, string amount) => new(
        "dl",
        new XAttribute("class", "facts"),
        Html.Fact(Text.Of(nameof(Messages.ReportSpent), report.From.UtcDateTime, report.To.UtcDateTime), amount, "main"));

    private static XElement Running(RunningCost cost) => new(
        "section",
        new XAttribute("class", "running"),
        Html.Text("h2", cost.Cloud),
        new XElement("dl", new XAttribute("class", "facts"), Facts(cost)),
        cost.DebtSteps.Count == 0 ? null : Html.Text("h3", Messages.ReportDebtSteps),
        cost.DebtSteps.Count == 0 ? null : Html.List(cost.DebtSteps.Select(Sentence), "steps"));

    private static IEnumerable<XElement> Facts(RunningCost cost)
    {
        yield return Html.Fact(Messages.ReportPerDay, Money.Of(cost.PerDay, cost.Currency), "main");
        yield return Html.Fact(Messages.ReportPerMonth, Money.Of(cost.Per30Days, cost.Currency));
        yield return Html.Fact(Messages.ReportPerHour, Money.FineOf(cost.PerHour, cost.Currency));
        yield return Html.Fact(Messages.ReportCount, Text.Of(nameof(Messages.ReportBilledOf), Billed(cost), cost.Count));
        if (cost.Balance is { } balance)
        {
            yield return Html.Fact(Messages.ReportBalance, Money.Of(balance, cost.Currency), balance < 0 ? "alarm" : null);
        }
        if (cost.RunsOutAt is { } end)
        {
            yield return Html.Fact(cost.Balance is null ? Messages.ReportFirstEnd : Messages.ReportRunsOutAt, Moment.Of(end));
        }
        if (cost.NextChargeAt is { } next)
        {
            yield return Html.Fact(
                Text.Of(nameof(Messages.ReportNextCharge), next.UtcDateTime),
                Money.Of(cost.NextCharge ?? 0, cost.Currency));
        }
        if (cost.Held is { } held)
        {
            yield return Html.Fact(Messages.ReportHeld, Money.Of(held, cost.Currency));
        }
        if (cost.Unpriced > 0)
        {
            yield return Html.Fact(Messages.ReportUnpriced, FormattableString.Invariant($"{cost.Unpriced}"), "alarm");
        }
    }

    private static int Billed(RunningCost cost) => cost.Items.Count(item => item.PricePerHour is null or > 0);

    private static string Sentence(DebtStep step) => Text.Of(
        nameof(Messages.ReportDebtStep),
        Moment.Of(step.At),
        step.Removes.Contains(BilledType.Storage) ? Messages.ReportDisksGo : Messages.ReportVmsGo,
        step.Reason,
        step.Basis == DateBasis.Documented ? Messages.BasisDocumented : Messages.BasisGuessed);
}
