namespace FluenceVm.Emulator;

/// <summary>What a planted fault does.</summary>
public enum EmulatorFaultKind
{
    /// <summary>Answers with <see cref="EmulatorFault.StatusCode"/>; nothing is changed.</summary>
    Status,

    /// <summary>Answers late, by <see cref="EmulatorFault.Delay"/> of real time.</summary>
    Delay,

    /// <summary>The connection is lost before anything is changed.</summary>
    DropBefore,

    /// <summary>The change is made, and the connection is lost before the response.</summary>
    DropAfter,

    /// <summary>The change is made, and the response's body is half of what it should be, or no JSON at all.</summary>
    Garbage,

    /// <summary>429 with a <c>Retry-After</c> of <see cref="EmulatorFault.RetryAfter"/>; nothing is changed.</summary>
    Throttle,
}

/// <summary>A fault that is planted into an emulator, for seeing how a client takes it.</summary>
public sealed class EmulatorFault
{
    /// <summary>The operations that a fault can strike, besides <c>*</c> for all of them.</summary>
    public static IReadOnlyList<string> Operations { get; } =
    [
        "ListVms", "GetVmStatus", "CreateVm", "UpdateVm", "DeleteVm", "RestartVm", "ListImages", "Estimate",
        "ListOffers", "ListCatalog", "SshKeys", "Balance", "Storage", "PublicIp", "SecurityGroup", "Query", "Execute",
        "Provision", "Interfaces", "Vpc", "Subnet", "ApiKeys", "Charges", "TopUp",
    ];

    /// <summary>The operation that it strikes, for example <c>CreateVm</c>; <c>*</c> for all. The case of letters doesn't matter.</summary>
    public string Operation { get; init; } = "*";

    /// <summary>What it does.</summary>
    public EmulatorFaultKind Kind { get; init; }

    /// <summary>How many times it strikes before it is used up; null for no end.</summary>
    public int? Count { get; init; }

    /// <summary>How likely it strikes a request, from 0 to 1.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>Where its random numbers start; the same seed strikes the same requests.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The HTTP status that <see cref="EmulatorFaultKind.Status"/> answers, 400 to 599.</summary>
    public int StatusCode { get; init; } = 503;

    /// <summary>How late <see cref="EmulatorFaultKind.Delay"/> answers.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What <see cref="EmulatorFaultKind.Throttle"/> asks the client to wait; whole seconds.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many times it has struck.</summary>
    public int Struck { get; internal set; }

    /// <summary>The operation and the kind.</summary>
    public override string ToString() => $"{Operation}: {Kind}";
}
