using FluenceVm.Emulator.Fluence.Cloud.Http;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Costs;

/// <summary>The routes of promo codes. The emulator knows one, which gives each account 10 USD once.</summary>
internal static class PromoCodeRoutes
{
    private const string Operation = "TopUp";
    private const string Code = "EMULATOR";
    private const long Cents = 1_000;
    private const long MicroPerCent = 10_000;

    public static IEnumerable<CloudRoute> All =>
    [
        new(Operation, "POST", "/v3/promo-codes/redeem", "billing:top_up", Redeem) { Body = BodyShape.Of("code!") },
        new(Operation, "GET", "/v3/promo-codes/{code}", string.Empty, Preview) { IsPublic = true },
    ];

    private static EmulatorResponse Redeem(CloudCall call)
    {
        var code = CloudJson.Text(call.Body, "code")!;
        var before = call.Account.PromoCodes.TryGetValue(code, out var at) ? at : (DateTimeOffset?)null;
        var isNew = code == Code && before is null;
        if (isNew)
        {
            call.Account.PromoCodes[code] = call.Now;
            call.Account.Ledger.PayIn(Cents * MicroPerCent);
        }
        return CloudJson.Object(json =>
        {
            json.WriteString("status", isNew ? "applied" : before is null ? "invalid" : "already_redeemed");
            json.WriteString("code", code);
            json.WriteNumber("amountCents", isNew ? Cents : 0);
            json.WriteTime("redeemedAt", before ?? call.Now);
        });
    }

    private static EmulatorResponse Preview(CloudCall call) => CloudJson.Object(json =>
    {
        var isKnown = call.Parameters[0] == Code;
        json.WriteBoolean("valid", isKnown);
        json.WriteString("code", call.Parameters[0]);
        json.WriteNumber("amountCents", isKnown ? Cents : 0);
    });
}
