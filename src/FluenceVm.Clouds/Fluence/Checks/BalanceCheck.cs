using FluenceVm.Clouds.Checks;
using FluenceVm.Clouds.Fluence.Cloud.Accounts;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Checks;

/// <summary>Whether the account has anything to pay with.</summary>
internal static class BalanceCheck
{
    public static async Task RunAsync(CheckReport report, CheckRequests requests, CancellationToken cancellationToken)
    {
        var (balances, problem) = await requests.TryAsync(
            FluenceApiVersion.Cloud,
            CloudBalances.Path,
            (sender, response) => CloudBalances.ReadAsync(response, sender.ProblemsOf(response), cancellationToken),
            cancellationToken);
        if (balances is null)
        {
            report.Unknown(FluenceChecks.Balance, PermissionCheck.IsMissing(problem) ? Messages.CheckBalanceHidden : problem!.Message);
            return;
        }
        var shown = balances.Count == 0 ? Messages.CheckBalanceNone : string.Join(", ", balances);
        if (balances.Any(balance => balance.Amount > 0))
        {
            report.Pass(FluenceChecks.Balance, shown);
        }
        else
        {
            report.Fail(FluenceChecks.Balance, shown, Messages.CheckBalanceAdvice);
        }
    }
}
