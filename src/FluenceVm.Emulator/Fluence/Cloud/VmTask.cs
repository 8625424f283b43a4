namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>What a running VM can be busy with.</summary>
internal enum VmTaskKind
{
    Restart,
    SoftReboot,
    Update,
}

/// <summary>What a VM is, or was last, busy with.</summary>
/// <param name="Kind">With what.</param>
/// <param name="StartedAt">Since when.</param>
internal sealed record VmTask(VmTaskKind Kind, DateTimeOffset StartedAt)
{
    public DateTimeOffset EndsAt => StartedAt + Kind switch
    {
        VmTaskKind.Restart => TimeSpan.FromSeconds(5),
        VmTaskKind.SoftReboot => TimeSpan.FromSeconds(3),
        _ => TimeSpan.FromSeconds(2),
    };
}
