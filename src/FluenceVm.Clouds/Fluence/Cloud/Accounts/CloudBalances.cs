using FluenceVm.Clouds.Fluence.Cloud.Catalogue;
using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Http;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Accounts;

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
        var items = await response.ReadItemsAsync(CloudJson.Default.BalanceWire, cancellationToken);
        Balance[] balances = [.. items.Select(wire => ToModel(wire, faults)).OfType<Balance>()];
        faults.ThrowIfAny(handedOn: true);
        return balances;
    }

    // Without its amount it isn't a balance; the others are shown all the same.
    private static Balance? ToModel(BalanceWire wire, ReadProblems faults) =>
        faults.Expect(wire.Balance, "balance", wire.FeatureKey) is { } amount ? ToModel(wire, amount, faults) : null;

    private static Balance ToModel(BalanceWire wire, decimal amount, ReadProblems faults) => new()
    {
        Key = wire.FeatureKey ?? string.Empty,
        Amount = amount,
        Usage = faults.Take(wire.Usage, "usage", wire.FeatureKey),
        Overage = faults.Take(wire.Overage, "overage", wire.FeatureKey),
        TotalDeposited = faults.Take(wire.TotalDepositedAmount, "totalDepositedAmount", wire.FeatureKey),
        Currency = Amounts.Currency,
    };
}
