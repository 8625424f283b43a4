using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Faults;

/// <summary>What strikes one request.</summary>
internal sealed record FaultStrike
{
    private PlantedFault? _ending;
    private int _turn;

    private FaultStrike()
    {
    }

    /// <summary>Nothing.</summary>
    public static FaultStrike None { get; } = new();

    /// <summary>Whether nothing strikes it yet but delays.</summary>
    public bool IsFree => _ending is null;

    /// <summary>How long the request is held up, in real time.</summary>
    public TimeSpan DelayBefore { get; private init; }

    /// <summary>How long the response is held up, in real time.</summary>
    public TimeSpan DelayAfter { get; private init; }

    /// <summary>How many times the request arrives.</summary>
    public int Times => Kind == EmulatorFaultKind.Duplicate ? 2 : 1;

    /// <summary>How much of the emulator's time passes until the request arrives, if its sender won't hear of it; else null.</summary>
    public TimeSpan? ArrivesIn => Kind == EmulatorFaultKind.Late ? Fault!.Delay : null;

    /// <summary>After how many of its parts a change is cut; null for none.</summary>
    public int? CutAfter => Fault?.CutAfter;

    /// <summary>Whether what the request begins fails later.</summary>
    public bool FailsLater => Kind == EmulatorFaultKind.FailsLater;

    /// <summary>The earlier state that a read sees; null for the present one.</summary>
    public LaggingReplica? Replica => _ending?.Replica;

    private EmulatorFault? Fault => _ending?.Fault;

    private EmulatorFaultKind? Kind => Fault?.Kind;

    /// <summary>This strike with one more fault.</summary>
    public FaultStrike And(PlantedFault planted) => planted.Fault.Kind switch
    {
        EmulatorFaultKind.Delay => this with { DelayBefore = DelayBefore + planted.Fault.Delay },
        EmulatorFaultKind.DelayAfter => this with { DelayAfter = DelayAfter + planted.Fault.Delay },
        _ => this with { _ending = planted, _turn = planted.Fault.Struck },
    };

    /// <summary>What is answered instead of carrying the request out; null if it is carried out.</summary>
    /// <param name="refuse">Refuses the request as its service does, with a status and a text.</param>
    /// <exception cref="ConnectionLostException">The connection is lost.</exception>
    public EmulatorResponse? Before(Func<int, string, EmulatorResponse> refuse) => Kind switch
    {
        EmulatorFaultKind.DropBefore => throw new ConnectionLostException(),
        EmulatorFaultKind.Status or EmulatorFaultKind.Throttle => PlantedResponse.Of(Fault!, refuse),
        _ => null,
    };

    /// <summary>What becomes of the response.</summary>
    /// <param name="response">The service's response; null if the change was cut.</param>
    /// <param name="refuse">Refuses the request as its service does, with a status and a text.</param>
    /// <exception cref="ConnectionLostException">The connection is lost.</exception>
    public EmulatorResponse After(EmulatorResponse? response, Func<int, string, EmulatorResponse> refuse) => Kind switch
    {
        EmulatorFaultKind.DropAfter => throw new ConnectionLostException(),
        EmulatorFaultKind.StatusAfter => PlantedResponse.Of(Fault!, refuse),
        EmulatorFaultKind.Half => response!.Body.IsEmpty ? throw new ConnectionLostException() : response with { IsCut = true },
        EmulatorFaultKind.Garbage => PlantedResponse.Garbage(response!, _turn),
        _ => response!,
    };
}
