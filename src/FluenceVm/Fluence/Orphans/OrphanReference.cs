using FluenceVm.Model;

namespace FluenceVm.Fluence.Orphans;

/// <summary>A disk or an address as a user names it: an id, or the object itself. PowerShell converts from each by the constructors.</summary>
public sealed class OrphanReference
{
    /// <summary>By id.</summary>
    /// <param name="id">The id.</param>
    public OrphanReference(string id) => Id = string.IsNullOrWhiteSpace(id)
        ? throw Fault.Argument(nameof(Messages.OrphanReferenceEmpty))
        : id.Trim();

    /// <summary>By the object.</summary>
    /// <param name="orphan">The disk or the address.</param>
    public OrphanReference(Orphan orphan)
    {
        Orphan = orphan ?? throw new ArgumentNullException(nameof(orphan));
        Id = orphan.Id;
    }

    /// <summary>The id.</summary>
    public string Id { get; }

    /// <summary>The object, where one was given.</summary>
    public Orphan? Orphan { get; }

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
