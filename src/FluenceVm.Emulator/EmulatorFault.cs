namespace FluenceVm.Emulator;

/// <summary>A fault that is planted into an emulator, for seeing how a client takes it.</summary>
public sealed class EmulatorFault
{
    /// <summary>The operations that a fault can strike, besides <c>*</c> for all of them.</summary>
    public static IReadOnlyList<string> Operations { get; } =
    [
        "ListVms", "GetVmStatus", "CreateVm", "Provision", "UpdateVm", "DeleteVm", "RestartVm", "ListImages", "Estimate", "ListOffers",
        "ListCatalog", "SshKeys", "Balance", "Storage", "PublicIp", "Interfaces", "SecurityGroup", "Vpc", "Subnet", "ApiKeys", "Charges",
        "TopUp", "Query", "Execute",
    ];

    /// <summary>The operation that it strikes, for example <c>CreateVm</c>; <c>*</c> for all. The case of letters doesn't matter.</summary>
    public string Operation { get; init; } = "*";

    /// <summary>What it does.</summary>
    public EmulatorFaultKind Kind { get; init; }

    /// <summary>How many times it strikes before it is used up; null for no end.</summary>
    public int? Count { get; init; }

    /// <summary>Which requests of the operation it strikes, the first one after it was planted being 1; empty for any.</summary>
    public IReadOnlyList<int> Nth { get; init; } = [];

    /// <summary>Strikes only every nth request of the operation: with 3 the third, the sixth, and so on. Null for any.</summary>
    public int? Every { get; init; }

    /// <summary>How likely it strikes a request, from 0 to 1.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>Where its random numbers start; the same seed strikes the same requests.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>
    /// The HTTP status of <see cref="EmulatorFaultKind.Status"/> and <see cref="EmulatorFaultKind.StatusAfter"/>, 400 to 599.
    /// </summary>
    public int StatusCode { get; init; } = 503;

    /// <summary>Whose body comes with the status, a <see cref="EmulatorFaultKind.Throttle"/>'s too.</summary>
    public EmulatorFaultBody Body { get; init; }

    /// <summary>
    /// What a status asks the client to wait; whole seconds. Null for nothing, and for 1 s with
    /// <see cref="EmulatorFaultKind.Throttle"/>.
    /// </summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// How late <see cref="EmulatorFaultKind.Delay"/>, <see cref="EmulatorFaultKind.DelayAfter"/> and
    /// <see cref="EmulatorFaultKind.Late"/> are.
    /// </summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Cuts a change that consists of several: so many of them are made, and the rest isn't. Null to make all of them. With
    /// <see cref="EmulatorFaultKind.StatusAfter"/> and <see cref="EmulatorFaultKind.DropAfter"/>.
    /// </summary>
    public int? CutAfter { get; init; }

    /// <summary>How old the state is that <see cref="EmulatorFaultKind.Lag"/> shows, by the emulator's clock.</summary>
    public TimeSpan Lag { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many of the latest changes <see cref="EmulatorFaultKind.Lag"/> doesn't show; null to go by <see cref="Lag"/>.</summary>
    public int? LagChanges { get; init; }

    /// <summary>How many requests of its operation came since it was planted.</summary>
    public int Seen { get; internal set; }

    /// <summary>How many times it has struck.</summary>
    public int Struck { get; internal set; }

    /// <summary>The operation and the kind.</summary>
    public override string ToString() => $"{Operation}: {Kind}";
}
