namespace FluenceVm.Model;

/// <summary>What a planted fault does to a request.</summary>
public enum FaultKind
{
    /// <summary>An error status is answered; nothing is changed.</summary>
    Status,

    /// <summary>The response comes late.</summary>
    Delay,

    /// <summary>The connection is lost before anything is changed.</summary>
    DropBefore,

    /// <summary>The change is made, the response is lost.</summary>
    DropAfter,

    /// <summary>The change is made, the response can't be read.</summary>
    Garbage,

    /// <summary>429 with <c>Retry-After</c>; nothing is changed.</summary>
    Throttle,

    /// <summary>The change is made, and an error status comes all the same.</summary>
    StatusAfter,

    /// <summary>The change is made at once, and the response comes late.</summary>
    DelayAfter,

    /// <summary>The change is made, and the connection is lost in the middle of the response.</summary>
    Half,

    /// <summary>The request arrives twice.</summary>
    Duplicate,

    /// <summary>The connection is lost, and the request arrives later by the emulator's time.</summary>
    Late,

    /// <summary>A read shows an earlier state.</summary>
    Lag,

    /// <summary>The request is accepted, and what it begins fails later.</summary>
    FailsLater,
}

/// <summary>Whose response a planted fault imitates.</summary>
public enum FaultBody
{
    /// <summary>The service's own.</summary>
    Service,

    /// <summary>A gateway's page in HTML.</summary>
    Html,

    /// <summary>A gateway's JSON.</summary>
    Json,

    /// <summary>None.</summary>
    Empty,
}

/// <summary>A fault that is planted into an emulator.</summary>
public sealed class EmulatorFaultInfo
{
    /// <summary>The operation that it strikes; <c>*</c> for all.</summary>
    public string Operation { get; init; } = "*";

    /// <summary>What it does.</summary>
    public FaultKind Kind { get; init; }

    /// <summary>How many times it strikes in all; null for no end.</summary>
    public int? Count { get; init; }

    /// <summary>Which requests of the operation it strikes, from 1; empty for any.</summary>
    public IReadOnlyList<int> Nth { get; init => field = ItemList.Of(value); } = ItemList<int>.None;

    /// <summary>It strikes only every nth request of the operation; null for any.</summary>
    public int? Every { get; init; }

    /// <summary>How likely it strikes a request, 0 to 1.</summary>
    public double Probability { get; init; }

    /// <summary>Where its random numbers start.</summary>
    public int Seed { get; init; }

    /// <summary>The status that it answers; null if it answers none.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Whose body comes with the status; null if it answers none.</summary>
    public FaultBody? Body { get; init; }

    /// <summary>What its status asks the client to wait; null for nothing.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How late something comes; null if nothing does.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>How many parts of a change are made before it is cut; null for all.</summary>
    public int? CutAfter { get; init; }

    /// <summary>How old the state is that it shows; null if it shows none, or goes by changes.</summary>
    public TimeSpan? Lag { get; init; }

    /// <summary>How many of the latest changes it doesn't show; null if it goes by time.</summary>
    public int? LagChanges { get; init; }

    /// <summary>How many requests of its operation came since it was planted.</summary>
    public int Seen { get; init; }

    /// <summary>How many times it has struck.</summary>
    public int Struck { get; init; }

    /// <summary>The operation and the kind.</summary>
    public override string ToString() => $"{Operation}: {Kind}";
}
