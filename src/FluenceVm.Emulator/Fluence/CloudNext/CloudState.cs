using System.Text.Json;
using System.Text.Json.Nodes;
using FluenceVm.Emulator.Fluence.CloudNext.Accounts;
using FluenceVm.Emulator.Fluence.CloudNext.Costs;
using static FluenceVm.Emulator.Fluence.StateJson;

namespace FluenceVm.Emulator.Fluence.CloudNext;

/// <summary>The generation as JSON, for the state that survives a restart. Things are written as what they are.</summary>
internal static class CloudState
{
    public static JsonNode Save(CloudWorld world) => new JsonObject
    {
        ["nextNumber"] = world.NextNumber,
        ["settledAt"] = world.Default.Purse.SettledAt,
        ["endedOfMarket"] = Json(world.Link.Ended),
        ["accounts"] = new JsonArray([.. world.Accounts.Select(account => (JsonNode)Save(account, account == world.Default))]),
    };

    /// <summary>Fills a world that is still empty.</summary>
    /// <exception cref="FormatException">The state is not one that <see cref="Save(CloudWorld)"/> wrote.</exception>
    public static void Load(CloudWorld world, JsonNode state)
    {
        try
        {
            var now = DateTimeOffset.FromUnixTimeSeconds(Number(state, "settledAt"));
            world.NextNumber = Number(state, "nextNumber");
            world.Link.Ended.AddRange(List<Meter>(state, "endedOfMarket"));
            world.Clear();
            foreach (var account in Member(state, "accounts").AsArray())
            {
                LoadAccount(world, account!, now);
            }
            world.Resume(now);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or JsonException or OverflowException or NullReferenceException)
        {
            throw new FormatException($"the Cloud part can't be read: {e.Message}", e);
        }
    }

    private static JsonObject Save(CloudAccount account, bool isShared) => new()
    {
        ["id"] = account.Id,
        ["ledger"] = isShared ? null : new JsonObject { ["paidIn"] = account.Ledger.PaidIn },
        ["sshKeys"] = isShared ? null : Json(account.SshKeys.All),
        ["profile"] = Json(account.Profile),
        ["apiKeys"] = Json(account.ApiKeys),
        ["vms"] = SaveTable(account.Vms),
        ["disks"] = SaveTable(account.Disks),
        ["addresses"] = SaveTable(account.Addresses),
        ["groups"] = SaveTable(account.Groups),
        ["vpcs"] = SaveTable(account.Vpcs),
        ["subnets"] = SaveTable(account.Subnets),
        ["receipts"] = Json(account.Receipts.All),
        ["topUps"] = Json(account.TopUps),
        ["promoCodes"] = Json(account.PromoCodes),
        ["meters"] = Json(account.Purse.Meters),
        ["debt"] = new JsonObject { ["stage"] = account.Debt.Stage.ToString(), ["since"] = account.Debt.Since },
    };

    private static void LoadAccount(CloudWorld world, JsonNode state, DateTimeOffset now)
    {
        var account = world.Reopen(Member(state, "id").GetValue<Guid>(), state["ledger"] is { } ledger ? Number(ledger, "paidIn") : null);
        (state["sshKeys"] is null ? [] : List<SshKey>(state, "sshKeys")).ForEach(account.SshKeys.Restore);
        account.Profile = Member(state, "profile").Deserialize<Profile>()!;
        account.ApiKeys.AddRange(List<ApiKey>(state, "apiKeys"));
        LoadTable(account.Vms, state, "vms");
        LoadTable(account.Disks, state, "disks");
        LoadTable(account.Addresses, state, "addresses");
        LoadTable(account.Groups, state, "groups");
        LoadTable(account.Vpcs, state, "vpcs");
        LoadTable(account.Subnets, state, "subnets");
        List<Receipt>(state, "receipts").ForEach(account.Receipts.Restore);
        account.TopUps.AddRange(List<TopUp>(state, "topUps"));
        foreach (var code in Member(state, "promoCodes").Deserialize<Dictionary<string, DateTimeOffset>>()!)
        {
            account.PromoCodes.Add(code.Key, code.Value);
        }
        List<Meter>(state, "meters").ForEach(meter => account.Purse.Restore(meter, now));
        var debt = Member(state, "debt");
        account.Debt.Restore((DebtStage)Enum.Parse(typeof(DebtStage), Text(debt, "stage")), Number(debt, "since"));
    }

    private static JsonObject SaveTable<T>(Table<T> table)
        where T : Row => new() { ["rows"] = Json(table.All), ["ended"] = Json(table.Ended.Select(row => row.Id)) };

    private static void LoadTable<T>(Table<T> table, JsonNode state, string name)
        where T : Row
    {
        List<T>(Member(state, name), "rows").ForEach(row => table.Add(row));
        List<Guid>(Member(state, name), "ended").ForEach(id => table.End(table.Find(id) ?? throw new FormatException($"`{name}` has no {id}")));
    }

    private static JsonNode? Json<T>(T value) => JsonSerializer.SerializeToNode(value);

    private static List<T> List<T>(JsonNode state, string name) => Member(state, name).Deserialize<List<T>>()!;
}
