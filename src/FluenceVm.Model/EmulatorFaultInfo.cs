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

    /// <summary>How likely it strikes a request, 0 to 1.</summary>
    public double Probability { get; init; }

    /// <summary>How many times it has struck.</summary>
    public int Struck { get; init; }

    /// <summary>The operation and the kind.</summary>
    public override string ToString() => $"{Operation}: {Kind}";
}
