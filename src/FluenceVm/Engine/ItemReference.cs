using FluenceVm.Model;

namespace FluenceVm.Engine;

/// <summary>A machine, machine type or image as a user names it: an id, or the object itself. PowerShell converts from each by the constructors.</summary>
public sealed class ItemReference
{
    /// <summary>By id.</summary>
    /// <param name="id">The text.</param>
    public ItemReference(string id) => Text = string.IsNullOrWhiteSpace(id)
        ? throw Fault.Argument(nameof(Messages.IdEmpty))
        : id;

    /// <summary>By the machine.</summary>
    /// <param name="machine">The machine.</param>
    public ItemReference(Machine machine)
        : this((machine ?? throw new ArgumentNullException(nameof(machine))).Id)
    {
    }

    /// <summary>By the machine type.</summary>
    /// <param name="type">The machine type.</param>
    public ItemReference(MachineType type)
        : this((type ?? throw new ArgumentNullException(nameof(type))).Id)
    {
    }

    /// <summary>By the image.</summary>
    /// <param name="image">The image.</param>
    public ItemReference(VmImage image)
        : this((image ?? throw new ArgumentNullException(nameof(image))).Id)
    {
    }

    /// <summary>The id.</summary>
    public string Text { get; }

    /// <summary>The id.</summary>
    public override string ToString() => Text;
}
