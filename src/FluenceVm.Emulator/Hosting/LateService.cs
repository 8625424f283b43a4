using System.Text.Json.Nodes;

namespace FluenceVm.Emulator.Hosting;

/// <summary>
/// A service that is made once somebody asks for it: a session with one cloud doesn't wait for the other. It has lived through the
/// same time then as if it had been there from the beginning.
/// </summary>
/// <param name="operationOf">Its routes.</param>
/// <param name="create">Makes it as it is at the beginning.</param>
internal sealed class LateService(Func<EmulatorRequest, string?> operationOf, Func<IEmulatedService> create) : IEmulatedService
{
    private IEmulatedService? _service;
    private DateTimeOffset? _reached;

    public IReadOnlyList<string> Headers => Service.Headers;

    private IEmulatedService Service
    {
        get
        {
            if (_service is null)
            {
                _service = create();
                if (_reached is { } now)
                {
                    _service.AdvanceTo(now);
                }
            }
            return _service;
        }
    }

    public string? OperationOf(EmulatorRequest request) => operationOf(request);

    public EmulatorResponse Refuse(EmulatorRequest request, int status, string text) => Service.Refuse(request, status, text);

    public EmulatorResponse Answer(EmulatorRequest request, DateTimeOffset now) => Service.Answer(request, now);

    public void AdvanceTo(DateTimeOffset now)
    {
        _reached = now;
        _service?.AdvanceTo(now);
    }

    public JsonNode Save() => Service.Save();

    public void Load(JsonNode state) => Service.Load(state);
}
