using FluenceVm.Clouds.Fluence.Cloud.Catalogue;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Journal;
using FluenceVm.Model.Errors;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Removals;

/// <summary>A VM that ends: what of it is to be removed, what stays, and what became of it so far.</summary>
internal sealed class EndingVm(string id, OperationRun run) : IDisposable
{
    private readonly List<Belonging> _waiting = [];

    public string Id => id;

    public OperationRun Run => run;

    /// <summary>Why the VM itself wasn't ended; null if it was.</summary>
    public Exception? Refusal { get; set; }

    /// <summary>Why the rest of what belongs to it can't be removed.</summary>
    public Exception? Failure { get; set; }

    /// <summary>What the service says stays, from its receipt or the VM itself.</summary>
    public List<string> DiskIds { get; } = [];

    public List<string> AddressIds { get; } = [];

    /// <summary>What its owner attached or asked to keep, and pays for.</summary>
    public List<Orphan> Kept { get; } = [];

    /// <summary>Whether it was found out which of these are to be removed.</summary>
    public bool IsSorted { get; set; }

    public IReadOnlyList<Belonging> Waiting => _waiting;

    public string? LeftGroup => _waiting.Find(each => each.IsGroup)?.Orphan.Name;

    public void Remove(Belonging belonging)
    {
        _waiting.Add(belonging);
        if (run.Operation.Steps.All(step => step.Name != belonging.StepName))
        {
            run.Add(new OperationStep { Name = belonging.StepName, Target = belonging.Id });
        }
    }

    public void Removed(Belonging belonging)
    {
        run.Done(belonging.StepName, []);
        _waiting.Remove(belonging);
    }

    /// <summary>Somebody else uses it by now, so it isn't this VM's any more.</summary>
    public void LetBe(Belonging belonging)
    {
        run.Refused(belonging.StepName, null);
        _waiting.Remove(belonging);
    }

    public VmOutcome ToOutcome()
    {
        Orphan[] left = [.. _waiting.Where(each => !each.IsGroup).Select(each => each.Orphan), .. IsSorted ? [] : Unsorted];
        return new VmOutcome
        {
            Id = id,
            Error = Refusal ?? (Failure is null || left.Length == 0
                ? null
                : new LeftBehindException(Text.Of(nameof(Messages.VmEndedInPart), id), [], left, Failure)),
            StillBilled = Refusal is null ? Kept : [],
            LeftGroup = LeftGroup,
        };
    }

    private IEnumerable<Orphan> Unsorted => DiskIds
        .Select(disk => (Type: ResourceType.Storage, Id: disk))
        .Concat(AddressIds.Select(address => (Type: ResourceType.PublicIp, Id: address)))
        .Distinct()
        .Select(part => new Orphan { Type = part.Type, Id = part.Id, Currency = Amounts.Currency });

    public void Dispose() => run.Dispose();
}
