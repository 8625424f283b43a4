using FluenceVm.Emulator.Fluence.Cloud.Http;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Costs;

/// <summary>The routes of paying in. One top-up can be open at a time, and nobody pays it: it expires, or is cancelled.</summary>
internal static class TopUpRoutes
{
    private const string Operation = "TopUp";
    private const string Read = "billing:get_history";
    private const string Write = "billing:top_up";
    private const string One = "/v3/top-ups/{id}";
    private const long LeastCents = 1_000;
    private const long MostCents = 100_000_000;
    private static readonly (string, string, string)[] PaymentMethods = [("stripe", "card", "fiat"), ("nowpayments", "crypto", "crypto")];
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    public static IEnumerable<CloudRoute> All =>
    [
        new(Operation, "GET", "/v3/top-ups", Read, List),
        new(Operation, "POST", "/v3/top-ups", Write, Create) { Body = BodyShape.Of("amountCents!", "methodCode", "provider") },
        new(Operation, "GET", "/v3/top-ups/pending", Read, Pending),
        new(Operation, "GET", One, Read, call => Written(Known(call), call)),
        new(Operation, "DELETE", One, Write, Cancel),
        new(Operation, "GET", "/v3/payment-methods", Write, _ => Methods()),
    ];

    private static EmulatorResponse List(CloudCall call)
    {
        var query = call.Query;
        var (from, to) = (query.Time("start"), query.Time("end"));
        var isAscending = query.Word("order", "asc", "desc") == "asc";
        var byAmount = query.Word("sort", "createdAt", "amount") == "amount";
        return CloudPage.Answer(
            query,
            call.Account.TopUps,
            each => !(each.CreatedAt < from) && !(each.CreatedAt > to),
            (json, each) => each.Write(json, call.Now),
            all => (byAmount, isAscending) switch
            {
                (true, true) => all.OrderBy(each => each.AmountCents),
                (true, false) => all.OrderByDescending(each => each.AmountCents),
                (false, true) => all,
                _ => all.Reverse(),
            });
    }

    private static EmulatorResponse Create(CloudCall call)
    {
        var amount = CloudJson.Required(CloudJson.Number(call.Body, "amountCents", 1, MostCents));
        var (method, provider) = (CloudJson.Text(call.Body, "methodCode"), CloudJson.Text(call.Body, "provider"));
        if (amount < LeastCents)
        {
            throw new CloudRefusal(422, "unprocessable_entity", "At least 10 USD can be paid in");
        }
        if (Open(call) is not null)
        {
            throw CloudRefusal.Conflict("Another top-up is pending");
        }
        var made = new TopUp
        {
            Id = call.Account.NewId(CloudKind.TopUp),
            AmountCents = amount,
            Provider = provider ?? (method == "crypto" ? "nowpayments" : "stripe"),
            CreatedAt = call.Now,
            UpdatedAt = call.Now,
            ExpiresAt = call.Now + Lifetime,
        };
        call.Account.TopUps.Add(made);
        return Written(made, call, 201);
    }

    private static EmulatorResponse Pending(CloudCall call) => CloudJson.Object(json =>
    {
        if (Open(call) is { } open)
        {
            json.WriteStartObject("topUp");
            open.Write(json, call.Now);
            json.WriteEndObject();
        }
    });

    private static EmulatorResponse Cancel(CloudCall call)
    {
        var topUp = Known(call);
        if (topUp.StatusAt(call.Now) != TopUp.Open)
        {
            throw CloudRefusal.Conflict($"The top-up is {topUp.StatusAt(call.Now)}");
        }
        (topUp.Outcome, topUp.UpdatedAt) = ("canceled", call.Now);
        return Written(topUp, call);
    }

    private static EmulatorResponse Methods() => CloudPage.Collection(PaymentMethods, (json, each) =>
    {
        var (provider, code, kind) = each;
        json.WriteString("provider", provider);
        json.WriteString("methodCode", code);
        json.WriteString("kind", kind);
        json.WriteString("displayName", code);
        json.WriteNumber("minAmountCents", LeastCents);
        json.WriteNull("maxAmountCents");
        json.WriteBoolean("feePaidByUser", true);
        json.WriteNumber("estimatedFeeBps", 0);
        json.WriteNumber("estimatedFeeFixedCents", 0);
    });

    private static TopUp? Open(CloudCall call) => call.Account.TopUps.Find(each => each.StatusAt(call.Now) == TopUp.Open);

    private static TopUp Known(CloudCall call) =>
        call.Account.TopUps.Find(each => each.Id == call.Id) ?? throw CloudRefusal.NotFound("Top-up", call.Id);

    private static EmulatorResponse Written(TopUp topUp, CloudCall call, int status = 200) =>
        CloudJson.Object(json => topUp.Write(json, call.Now), status);
}
