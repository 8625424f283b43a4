using System.Text.Json;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>The routes of the account's balance and of the service's status.</summary>
internal sealed class CloudAccountRoutes(FluenceAccount account, CloudWriter writer)
{
    private const string Version = "0.10.0";
    private const string Feature = "compute";
    private const int HoursPerDay = 24;

    public IEnumerable<CloudRoute> All =>
    [
        new("Balance", "GET", "/v2/users/balances", Balances),
        new("ListCatalog", "GET", "/v1/service/status", _ => JsonResponse.Write(WriteStatus)) { IsPublic = true },
    ];

    private EmulatorResponse Balances(CloudCall call)
    {
        var key = new CloudQuery(call.Request, "entitlementKey").Text("entitlementKey");
        return JsonResponse.Array(new[] { Feature }.Where(each => key is null || key == each), WriteBalance);
    }

    /// <summary>What is deposited is the balance and the estimated usage together: what is held for epochs to come counts as used.</summary>
    private void WriteBalance(Utf8JsonWriter json, string feature)
    {
        var ledger = account.Ledger;
        json.WriteStartObject();
        json.WriteString("userId", writer.UserId);
        json.WriteString("featureKey", feature);
        json.WriteString("balance", Usdc.Format(ledger.Balance));
        json.WriteString("usage", Usdc.Format(ledger.Spent));
        json.WriteString("estimatedUsage", Usdc.Format(ledger.Spent + ledger.Reserved));
        json.WriteString("overage", Usdc.Format(0));
        json.WriteString("totalDepositedAmount", Usdc.Format(ledger.PaidIn));
        var pricePerDay = account.Fleet.All.Where(vm => vm.IsBilled).Sum(vm => (decimal)vm.PricePerEpoch)
            + account.Assets.Roster.Living.Where(asset => asset.RemoveAt is null).Sum(asset => (decimal)asset.PricePerHour * HoursPerDay);
        if (pricePerDay > 0)
        {
            json.WriteNumber("usageDaysLeft", Math.Min(ushort.MaxValue, decimal.Floor(ledger.Balance / pricePerDay)));
        }
        json.WriteEndObject();
    }

    private static void WriteStatus(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteBoolean("maintenanceMode", false);
        json.WriteString("version", Version);
        json.WriteEndObject();
    }
}
