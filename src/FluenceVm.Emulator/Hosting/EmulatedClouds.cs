using System.Text.Json.Nodes;
using FluenceVm.Emulator.Store;

namespace FluenceVm.Emulator.Hosting;

/// <summary>
/// The services as one machine without a clock: the same changes at the same times lead to the same state. The caller sees to
/// it that one thing happens after the other, and that time never goes back.
/// </summary>
internal sealed class EmulatedClouds
{
    private readonly IReadOnlyList<NamedService> _services;
    private readonly InstanceService _about;

    /// <summary>Services in their first state.</summary>
    public EmulatedClouds(IReadOnlyList<NamedService> services)
    {
        _services = services;
        _about = new InstanceService(() => Instance);
    }

    /// <summary>Whose state it is: made up for a new one, and taken over with a state.</summary>
    public Guid Instance { get; private set; } = Guid.NewGuid();

    /// <summary>How many changes were made since the beginning.</summary>
    public long Changes { get; private set; }

    /// <summary>The service and the operation of a request; null if no service has such a route.</summary>
    public (IEmulatedService Service, string Operation)? Find(EmulatorRequest request)
    {
        foreach (var (_, service) in _services)
        {
            if (service.OperationOf(request) is { } operation)
            {
                return (service, operation);
            }
        }
        return _about.OperationOf(request) is { } about ? (_about, about) : null;
    }

    /// <summary>Refuses a request in its service's own form.</summary>
    public EmulatorResponse Refuse(EmulatorRequest request, int status, string text) =>
        Find(request)!.Value.Service.Refuse(request, status, text);

    /// <summary>Answers a read at a time, after everything that was due by then.</summary>
    public EmulatorResponse Read(EmulatorRequest request, DateTimeOffset at) => Answer(request, at);

    /// <summary>Carries out a request that may change something, or the part of it until it is cut.</summary>
    /// <param name="request">The request.</param>
    /// <param name="at">When.</param>
    /// <param name="change">What must be done again for the same state; null if the key was refused.</param>
    /// <returns>The response; null if the request was cut.</returns>
    public EmulatorResponse? Change(EmulatorRequest request, DateTimeOffset at, out Change? change)
    {
        EmulatorResponse? response = null;
        try
        {
            response = Answer(request, at);
        }
        catch (ChangeCutException)
        {
        }
#pragma warning disable CA1031 // A server says so when it has failed, whatever it was.
        catch (Exception error)
#pragma warning restore CA1031
        {
            response = JsonResponse.Failed(error);
        }
        // What was refused for its key may hold a real one, and changes nothing.
        change = response?.Status is 401 or 403 ? null : new Change(++Changes, at, ForKeeping(request));
        return response;
    }

    /// <summary>Lets time pass, as something that is kept.</summary>
    public Change Step(DateTimeOffset to)
    {
        AdvanceTo(to);
        return new Change(++Changes, to, null);
    }

    /// <summary>Makes a change again that was made elsewhere or earlier; one that is made already isn't.</summary>
    /// <exception cref="FormatException">It can't be made: it isn't the next one, or there is no such route.</exception>
    public void Apply(Change change)
    {
        if (change.Number <= Changes)
        {
            return;
        }
        if (change.Number != Changes + 1 || (change.Request is { } asked && Find(asked) is null))
        {
            throw new FormatException($"change {change.Number} can't be made after change {Changes}");
        }
        if (change.Request is { } request)
        {
            Change(request, change.At, out _);
        }
        else
        {
            Step(change.At);
        }
    }

    /// <summary>Lets everything happen that is due by then, in order.</summary>
    public void AdvanceTo(DateTimeOffset at)
    {
        foreach (var (_, service) in _services)
        {
            service.AdvanceTo(at);
        }
    }

    public JsonNode Save(DateTimeOffset at) => EmulatorState.Save(new StateHead(Instance, at, Changes), _services);

    /// <summary>Takes over a state and returns its time.</summary>
    /// <exception cref="FormatException">It isn't a state of these services.</exception>
    public DateTimeOffset Load(JsonNode state)
    {
        var head = EmulatorState.Load(state, _services);
        (Instance, Changes) = (head.Instance, head.Changes);
        return head.Time;
    }

    private EmulatorResponse Answer(EmulatorRequest request, DateTimeOffset at)
    {
        AdvanceTo(at);
        request.Begin();
        return Find(request)!.Value.Service.Answer(request, at);
    }

    private EmulatorRequest ForKeeping(EmulatorRequest request)
    {
        var count = Find(request)!.Value.Service.Headers;
        return request with { Headers = request.Headers
            .Where(each => count.Contains(each.Key))
            .ToDictionary(each => each.Key, each => each.Value, StringComparer.OrdinalIgnoreCase) };
    }
}
