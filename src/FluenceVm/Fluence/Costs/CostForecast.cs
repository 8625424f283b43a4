using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Fluence.Costs;

/// <summary>Says under <c>-WhatIf</c> what a change adds to the cost, and how long the balance then lasts. Reads alone.</summary>
internal sealed class CostForecast(AsyncCmdlet cmdlet, IFluenceClient client)
{
    private const decimal HoursPerDay = 24;
    // The service wants that much of everything in the account (docs/services/fluence-cloud.md, "Money").
    private const decimal HoursToCover = 6;
    private const decimal HoursPerMonth = 30 * HoursPerDay;

    /// <summary>The prompt, with the forecast at the end of what <c>-WhatIf</c> says.</summary>
    /// <param name="prompt">What is asked.</param>
    /// <param name="addedPerHour">What the change adds per hour; null if that isn't known.</param>
    /// <param name="currency">Its currency.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<Prompt> AddToAsync(Prompt prompt, decimal? addedPerHour, string currency, CancellationToken cancellationToken)
    {
        if (!cmdlet.IsWhatIf || addedPerHour is not { } added)
        {
            return prompt;
        }
        string[] sentences =
        [
            prompt.Description,
            Text.Of(nameof(Messages.ForecastAdds), added, currency, HoursPerMonth * added),
            .. await LastsAsync(added, cancellationToken),
        ];
        return prompt with { Description = string.Join(" ", sentences) };
    }

    private async Task<string[]> LastsAsync(decimal added, CancellationToken cancellationToken)
    {
        // The marketplace doesn't tell the balance.
        if (client.ApiVersion != FluenceApiVersion.Cloud)
        {
            return [];
        }
        try
        {
            var cost = await client.Costs.MeasureAsync(cancellationToken);
            Check(cost, added);
            return [Lasts(cost, added)];
        }
        catch (Exception error) when (ServiceTrouble.Is(error))
        {
            return [Messages.ForecastUnknown];
        }
    }

    private static void Check(RunningCost cost, decimal added)
    {
        var needed = HoursToCover * (cost.PerHour + added);
        if (added > 0 && cost.Balance is { } balance && balance < needed)
        {
            var message = balance < 0 ? nameof(Messages.AccountInDebt) : nameof(Messages.InsufficientBalance);
            throw CmdletException.Of(
                message, ErrorCategory.QuotaExceeded, null, Math.Abs(balance), cost.Currency, needed - balance);
        }
    }

    private static string Lasts(RunningCost cost, decimal added) => cost switch
    {
        { Balance: { } balance, Unpriced: 0 } when cost.PerHour + added > 0 =>
            Text.Of(nameof(Messages.ForecastLasts), balance, cost.Currency, balance / (cost.PerHour + added) / HoursPerDay),
        _ => Messages.ForecastUnknown,
    };
}
