using System.Text.Json.Nodes;
using FluenceVm.Emulator.Fluence.Cloud;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence;

/// <summary>The emulated Fluence: one account, as the generations show it that are served.</summary>
internal sealed class FluenceService : IEmulatedService
{
    private readonly FluenceAccount _account;
    private readonly IReadOnlyList<IFluenceFace> _faces;

    /// <summary>A service for one account.</summary>
    /// <param name="apiKey">The key that it accepts.</param>
    /// <param name="account">The account.</param>
    /// <param name="generations">Which generations are served.</param>
    /// <param name="now">When it begins.</param>
    public FluenceService(string apiKey, FluenceAccount account, EmulatorGenerations generations, DateTimeOffset now = default)
    {
        _account = account;
        Cloud = new CloudNext.CloudWorld(account, apiKey, now == default ? DateTimeOffset.UnixEpoch : now);
        _faces =
        [
            .. generations.HasFlag(EmulatorGenerations.CloudNext) ? new[] { new CloudNext.Http.CloudFace(Cloud) } : [],
            .. (generations & (EmulatorGenerations.V2 | EmulatorGenerations.V3)) != 0 ? new[] { new MarketplaceFace(apiKey, account, generations) } : [],
            .. generations.HasFlag(EmulatorGenerations.Cloud) ? new[] { new CloudFace(apiKey, account) } : [],
        ];
    }

    /// <summary>Generation <c>Cloud</c>.</summary>
    public CloudNext.CloudWorld Cloud { get; }

    /// <summary>Everything that it serves: methods and paths, and the operations that they are.</summary>
    public IEnumerable<(string Route, string Operation)> Routes => _faces.SelectMany(face => face.Served);

    public string? OperationOf(EmulatorRequest request) => FaceOf(request)?.OperationOf(request);

    public EmulatorResponse Answer(EmulatorRequest request, DateTimeOffset now) => FaceOf(request)!.Answer(request, now);

    public void AdvanceTo(DateTimeOffset now)
    {
        _account.AdvanceTo(now);
        Cloud.AdvanceTo(now);
    }

    public JsonNode Save() => FluenceState.Save(_account);

    public void Load(JsonNode state) => FluenceState.Load(_account, state);

    private IFluenceFace? FaceOf(EmulatorRequest request) => _faces.FirstOrDefault(face => face.OperationOf(request) is not null);
}
