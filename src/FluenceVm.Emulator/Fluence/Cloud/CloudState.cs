using System.Text.Json;
using System.Text.Json.Nodes;
using FluenceVm.Emulator.Fluence.Cloud.Accounts;
using FluenceVm.Emulator.Fluence.Cloud.Costs;
using static FluenceVm.Emulator.Fluence.StateJson;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>The generation as JSON, for the state that survives a restart. Things are written as what they are.</summary>
internal static class CloudState
{
    public static JsonNode Save(CloudAccount account) => new JsonObject
    {
        ["nextNumber"] = account.NextNumber,
        ["settledAt"] = account.Purse.SettledAt,
        ["id"] = account.Id,
        ["profile"] = Json(account.Profile),
        ["apiKeys"] = Json(account.ApiKeys.All),
        ["vms"] = SaveTable(account.Vms),
        ["disks"] = SaveTable(account.Disks),
        ["addresses"] = SaveTable(account.Addresses),
        ["groups"] = SaveTable(account.Groups),
        ["vpcs"] = SaveTable(account.Vpcs),
        ["subnets"] = SaveTable(account.Subnets),
        ["receipts"] = Json(account.Receipts.All),
        ["topUps"] = Json(account.TopUps),
        ["promoCodes"] = Json(account.PromoCodes),
        ["meters"] = Json(account.Purse.Current),
        ["endedMeters"] = Json(account.Purse.Ended.All),
        ["endedOfMarket"] = Json(account.Link.Ended.All),
        ["debt"] = new JsonObject { ["stage"] = account.Debt.Stage.ToString(), ["since"] = account.Debt.Since },
        ["limits"] = Json(account.Capacity.Limits),
    };

    /// <summary>Takes over a state in place of what a new account begins with.</summary>
    /// <exception cref="FormatException">The state is not one that <see cref="Save(CloudAccount)"/> wrote.</exception>
    public static void Load(CloudAccount account, JsonNode state)
    {
        try
        {
            account.NextNumber = Number(state, "nextNumber");
            account.Id = Member(state, "id").GetValue<Guid>();
            account.Profile = Member(state, "profile").Deserialize<Profile>()!;
            account.ApiKeys.Restore(List<ApiKey>(state, "apiKeys"));
            LoadTable(account.Vms, state, "vms");
            LoadTable(account.Disks, state, "disks");
            LoadTable(account.Addresses, state, "addresses");
            LoadTable(account.Groups, state, "groups");
            LoadTable(account.Vpcs, state, "vpcs");
            LoadTable(account.Subnets, state, "subnets");
            foreach (var receipt in List<Receipt>(state, "receipts"))
            {
                account.Receipts.Restore(receipt);
            }
            LoadMoney(account, state);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or JsonException or OverflowException)
        {
            throw new FormatException($"the Cloud part can't be read: {e.Message}", e);
        }
    }

    private static void LoadMoney(CloudAccount account, JsonNode state)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(Number(state, "settledAt"));
        account.TopUps.AddRange(List<TopUp>(state, "topUps"));
        foreach (var code in Member(state, "promoCodes").Deserialize<Dictionary<string, DateTimeOffset>>()!)
        {
            account.PromoCodes.Add(code.Key, code.Value);
        }
        account.Purse.Restore(List<Meter>(state, "meters"), List<Meter>(state, "endedMeters"), now);
        foreach (var meter in List<Meter>(state, "endedOfMarket"))
        {
            account.Link.Ended.Add(meter);
        }
        var debt = Member(state, "debt");
        if (!Enum.TryParse<DebtStage>(Text(debt, "stage"), out var stage))
        {
            throw new FormatException("The stage of the debt isn't a known one.");
        }
        account.Debt.Restore(stage, Number(debt, "since"));
        foreach (var limit in Member(state, "limits").Deserialize<Dictionary<int, Offers.CapacityLimit>>()!)
        {
            account.Capacity.SetLimit(Catalogue.Datacenters[limit.Key - 1], limit.Value);
        }
        account.Resume(now);
    }

    private static JsonObject SaveTable<T>(Table<T> table)
        where T : Row => new() { ["rows"] = Json(table.All), ["ended"] = Json(table.Ended.Select(row => row.Id)) };

    private static void LoadTable<T>(Table<T> table, JsonNode state, string name)
        where T : Row
    {
        table.Clear();
        foreach (var row in List<T>(Member(state, name), "rows"))
        {
            table.Add(row);
        }
        foreach (var id in List<Guid>(Member(state, name), "ended"))
        {
            table.End(table.Find(id) ?? throw new FormatException($"`{name}` has no {id}"));
        }
    }

    private static JsonNode? Json<T>(T value) => JsonSerializer.SerializeToNode(value);

    private static List<T> List<T>(JsonNode state, string name) => Member(state, name).Deserialize<List<T>>()!;
}
