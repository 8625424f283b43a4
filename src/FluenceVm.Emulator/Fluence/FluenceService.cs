using System.Text.Json.Nodes;
using FluenceVm.Emulator.Fluence.Cloud;
using FluenceVm.Emulator.Fluence.Cloud.Accounts;
using FluenceVm.Emulator.Fluence.Cloud.Http;
using FluenceVm.Emulator.Fluence.Market;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence;

/// <summary>The emulated Fluence as one customer knows it: an account, as the generations show it that are served.</summary>
internal sealed class FluenceService
{
    private const EmulatorGenerations Markets = EmulatorGenerations.MarketV2 | EmulatorGenerations.MarketV3;
    private readonly FluenceAccount _account;
    private readonly IReadOnlyList<IFluenceGeneration> _generations;

    /// <summary>A service for one account.</summary>
    /// <param name="apiKey">The key that it accepts.</param>
    /// <param name="account">The account.</param>
    /// <param name="generations">Which generations are served.</param>
    /// <param name="now">When it begins.</param>
    public FluenceService(string apiKey, FluenceAccount account, EmulatorGenerations generations, DateTimeOffset now)
    {
        _account = account;
        ApiKey = apiKey;
        Cloud = new CloudAccount(account, apiKey, now);
        _generations =
        [
            .. (generations & Markets) != 0 ? new[] { new MarketGeneration(apiKey, account, generations) } : [],
            .. generations.HasFlag(EmulatorGenerations.Cloud) ? new[] { new CloudGeneration(Cloud) } : [],
        ];
    }

    /// <summary>The customer's first key.</summary>
    public string ApiKey { get; }

    /// <summary>The account that all generations show.</summary>
    public FluenceAccount Account => _account;

    /// <summary>Generation <c>Cloud</c>.</summary>
    public CloudAccount Cloud { get; }

    /// <summary>Everything that it serves: methods and paths, and the operations that they are.</summary>
    public IEnumerable<(string Route, string Operation)> Routes => _generations.SelectMany(generation => generation.Served);

    /// <summary>The headers that the generations look at.</summary>
    public static IReadOnlyList<string> Headers { get; } = ["X-API-KEY", "Authorization", "Content-Type", "Idempotency-Key", "If-Match"];

    /// <summary>Whether a request's key is one of this customer's.</summary>
    public bool Knows(EmulatorRequest request) =>
        RequestKey.Of(request) is { } key && (key == ApiKey || Cloud.ApiKeys.All.Any(each => each.Value == key));

    public string? OperationOf(EmulatorRequest request) => GenerationOf(request)?.OperationOf(request);

    public EmulatorResponse Refuse(EmulatorRequest request, int status, string text) =>
        GenerationOf(request)!.Refuse(request, status, text);

    public EmulatorResponse Answer(EmulatorRequest request, DateTimeOffset now) => GenerationOf(request)!.Answer(request, now);

    public void AdvanceTo(DateTimeOffset now)
    {
        while (Earlier(_account.Fleet.NextAt, Cloud.Life.NextAt) is { } next && next < now)
        {
            _account.Fleet.AdvanceTo(next);
            Cloud.Life.AdvanceTo(next);
        }
        _account.Fleet.AdvanceTo(now);
        Cloud.Life.AdvanceTo(now);
    }

    public JsonNode Save()
    {
        var state = FluenceState.Save(_account);
        state["cloud"] = CloudState.Save(Cloud);
        return state;
    }

    public void Load(JsonNode state)
    {
        Cloud.Link.IsSuspended = true;
        FluenceState.Load(_account, state);
        CloudState.Load(Cloud, StateJson.Member(state, "cloud"));
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;

    private IFluenceGeneration? GenerationOf(EmulatorRequest request) =>
        _generations.FirstOrDefault(generation => generation.OperationOf(request) is not null);
}
