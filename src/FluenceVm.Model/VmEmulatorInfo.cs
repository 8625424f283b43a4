namespace FluenceVm.Model;

/// <summary>An emulator of both clouds that runs in this session.</summary>
public class VmEmulatorInfo
{
    /// <summary>Where it listens; null for the runspace's own one, which opens no port.</summary>
    public virtual Uri? Uri { get; init; }

    /// <summary>The key that its Fluence accepts; visibly a fake.</summary>
    public virtual string ApiKey { get; init; } = string.Empty;

    /// <summary>The keys of all its accounts of Fluence, one for each; the first is <see cref="ApiKey"/>.</summary>
    public virtual IReadOnlyList<string> ApiKeys { get; init => field = ItemList.Of(value); } = ItemList<string>.None;

    /// <summary>Which emulator it is; one that goes on from a state file has the id of the one before.</summary>
    public virtual Guid InstanceId { get; init; }

    /// <summary>The address of its Compute contract.</summary>
    public virtual string ContractAddress { get; init; } = string.Empty;

    /// <summary>The account of its chain that has money.</summary>
    public virtual string Owner { get; init; } = string.Empty;

    /// <summary>Its time, UTC.</summary>
    public virtual DateTimeOffset Now { get; init; }

    /// <summary>How many of its seconds pass in a real one; 0 for a clock that only steps.</summary>
    public virtual double ClockRate { get; init; }

    /// <summary>The file that keeps its state; null if it forgets everything.</summary>
    public virtual string? StatePath { get; init; }

    /// <summary>The faults that are planted.</summary>
    public virtual IReadOnlyList<EmulatorFaultInfo> Faults { get; init => field = ItemList.Of(value); } = ItemList<EmulatorFaultInfo>.None;

    /// <summary>Where it is.</summary>
    public override string ToString() => Uri?.ToString() ?? Messages.EmulatorInProcess;
}
