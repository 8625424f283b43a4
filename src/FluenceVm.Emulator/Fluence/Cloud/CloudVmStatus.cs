namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>A VM's status and what may be done with it, in the words of generation <c>Cloud</c>.</summary>
internal static class CloudVmStatus
{
    public const string Launched = "launched";
    public const string UpdateInterface = "updateNetworkInterface";
    private const string Failed = "failed";
    private const string Terminated = "terminated";
    private const string Terminating = "terminating";
    private static readonly TimeSpan Suspension = TimeSpan.FromSeconds(2);

    /// <summary>Every status that the file names.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "new", "launching", Launched, Failed, "updating", Terminating, Terminated, "suspending", "suspended", "restarting", "softRebooting", "unknown",
    ];

    public static string Of(EmulatedVm vm, DateTimeOffset now) => vm switch
    {
        { RemoveAt: { } gone } => gone <= now ? Terminated : Terminating,
        { State: VmState.New } => "new",
        { State: VmState.Launching } => "launching",
        { State: VmState.Terminated } => Failed,
        { State: VmState.InsufficientFunds, Cloud: not null } => now < vm.StateChangedAt + Suspension ? "suspending" : "suspended",
        { Task: { } task } when now < task.EndsAt => task.Kind switch
        {
            VmTaskKind.Restart => "restarting",
            VmTaskKind.SoftReboot => "softRebooting",
            _ => "updating",
        },
        _ => Launched,
    };

    /// <summary>What may be done with it now. What comes with a VM of another generation can't be taken off it.</summary>
    public static IEnumerable<string> ActionsOf(EmulatedVm vm, DateTimeOffset now)
    {
        var status = Of(vm, now);
        if (status is Terminating or Terminated)
        {
            yield break;
        }
        if (status == Launched)
        {
            if (vm.Cloud is { } cloud)
            {
                yield return cloud.Address is null ? "addPublicIp" : "removePublicIp";
                yield return "addStorages";
                yield return "removeStorages";
            }
            if (CloudInterface.AddressOf(vm, now) is not null)
            {
                yield return UpdateInterface;
            }
            yield return "restart";
            yield return "softReboot";
        }
        yield return "terminate";
    }

    /// <summary>Makes sure that something may be done with a VM now.</summary>
    /// <exception cref="Hosting.RefusedException">406: not in this status.</exception>
    public static void Require(EmulatedVm vm, string action, DateTimeOffset now)
    {
        if (!ActionsOf(vm, now).Contains(action))
        {
            throw CloudError.NotAcceptable($"VM is not in a status to {action}: it is {Of(vm, now)}");
        }
    }
}
