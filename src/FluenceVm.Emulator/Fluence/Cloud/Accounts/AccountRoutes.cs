using System.Text.Json;
using FluenceVm.Emulator.Fluence.Cloud.Http;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Accounts;

/// <summary>The routes of the account itself, and of the service's status.</summary>
internal static class AccountRoutes
{
    private const string Version = "0.14.0";
    private const string Feature = "compute";

    public static IEnumerable<CloudRoute> All =>
    [
        new("Balance", "GET", "/v3/account", "account:read", Account),
        new("Balance", "GET", "/v3/account/balances", "account:read", Balances),
        new("Balance", "GET", "/v3/account/profile", "account:read", call => Written(call.Account.Profile)),
        new("Balance", "PATCH", "/v3/account/profile", "account:write", Update)
        {
            Body = BodyShape.Patch("firstName", "lastName", "jobRole", "company"),
        },
        new("ListCatalog", "GET", "/v3/service/status", string.Empty, Status) { IsPublic = true },
    ];

    private static EmulatorResponse Account(CloudCall call) => CloudJson.Object(json =>
    {
        json.WriteString("id", call.Account.Id);
        json.WriteString("email", call.Account.Email);
        json.WriteTexts("permissions", Scopes.All);
    });

    private static EmulatorResponse Balances(CloudCall call)
    {
        var wanted = call.Query.Text("entitlementKey");
        return CloudPage.Collection(new[] { Feature }.Where(each => wanted is null || wanted == each), (json, feature) =>
        {
            var purse = call.Account.Purse;
            json.WriteString("balance", CloudJson.Money(Math.Max(0, purse.Balance)));
            json.WriteString("usage", CloudJson.Money(purse.Spent));
            json.WriteString("overage", CloudJson.Money(Math.Max(0, -purse.Balance)));
            json.WriteString("totalDepositedAmount", CloudJson.Money(purse.Deposited));
            json.WriteString("featureKey", feature);
        });
    }

    private static EmulatorResponse Update(CloudCall call)
    {
        const int LongestPersonName = 60;
        const int LongestText = 120;
        var profile = call.Account.Profile;
        var first = Limited(call.Body, "firstName", LongestPersonName);
        var last = Limited(call.Body, "lastName", LongestPersonName);
        var role = Limited(call.Body, "jobRole", LongestText);
        var company = Limited(call.Body, "company", LongestText);
        profile.FirstName = first ?? profile.FirstName;
        profile.LastName = last ?? profile.LastName;
        profile.JobRole = role ?? profile.JobRole;
        profile.Company = company ?? profile.Company;
        profile.UpdatedAt = call.Now;
        return Written(profile);
    }

    private static string? Limited(JsonElement body, string name, int most)
    {
        var text = CloudJson.Text(body, name);
        if (text?.Length > most)
        {
            throw CloudRefusal.Field(name, FormattableString.Invariant($"expected at most {most} characters"));
        }
        return text;
    }

    private static EmulatorResponse Written(Profile profile) => CloudJson.Object(json =>
    {
        json.WriteString("firstName", profile.FirstName);
        json.WriteString("lastName", profile.LastName);
        json.WriteString("jobRole", profile.JobRole);
        json.WriteString("company", profile.Company);
        json.WriteTime("updatedAt", profile.UpdatedAt);
    });

    private static EmulatorResponse Status(CloudCall call) => CloudJson.Object(json =>
    {
        json.WriteBoolean("maintenanceMode", false);
        json.WriteString("version", Version);
    });
}
