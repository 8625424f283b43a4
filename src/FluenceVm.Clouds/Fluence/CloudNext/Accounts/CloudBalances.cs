using FluenceVm.Clouds.Fluence.CloudNext.Catalogue;
using FluenceVm.Clouds.Fluence.CloudNext.Requests;
using FluenceVm.Clouds.Fluence.CloudNext.Wire;
using FluenceVm.Clouds.Http;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.CloudNext.Accounts;

/// <summary>What the account holds.</summary>
internal static class CloudBalances
{
    public const string Path = "v3/account/balances";

    public static async Task<IReadOnlyList<Balance>> ListAsync(CloudRequests requests, CancellationToken cancellationToken)
    {
        using var response = await requests.GetAsync(Path, cancellationToken);
        return await ReadAsync(response, requests.ProblemsOf(response), cancellationToken);
    }

    public static async Task<IReadOnlyList<Balance>> ReadAsync(Response response, ReadProblems faults, CancellationToken cancellationToken)
    {
        Balance[] balances = [.. (await response.ReadItemsAsync(NextJson.Default.BalanceWire, cancellationToken)).Select(wire => ToModel(wire, faults))];
        faults.ThrowIfAny();
        return balances;
    }

    private static Balance ToModel(BalanceWire wire, ReadProblems faults) => new()
    {
        Key = wire.FeatureKey ?? string.Empty,
        Amount = faults.Require(wire.Balance, "balance", wire.FeatureKey),
        Usage = faults.Take(wire.Usage, "usage", wire.FeatureKey),
        Overage = faults.Take(wire.Overage, "overage", wire.FeatureKey),
        TotalDeposited = faults.Take(wire.TotalDepositedAmount, "totalDepositedAmount", wire.FeatureKey),
        Currency = Amounts.Currency,
    };
}
