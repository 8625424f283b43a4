using FluenceVm.Model;

namespace FluenceVm.Fluence.Vms;

/// <summary>A VM as a user names it: an id, a name, or the object itself. PowerShell converts from each by the constructors.</summary>
public sealed class VmReference
{
    /// <summary>By id or name.</summary>
    /// <param name="idOrName">The text.</param>
    public VmReference(string idOrName) => Text = string.IsNullOrWhiteSpace(idOrName)
        ? throw Fault.Argument(nameof(Messages.VmReferenceEmpty))
        : idOrName.Trim();

    /// <summary>By the object.</summary>
    /// <param name="vm">The VM.</param>
    public VmReference(Vm vm)
    {
        Vm = vm ?? throw new ArgumentNullException(nameof(vm));
        Text = vm.Id;
    }

    /// <summary>The id or name.</summary>
    public string Text { get; }

    /// <summary>Whether the text has the form of an id: <c>0x</c> and 40 hexadecimal digits, or a UUID.</summary>
    public bool IsId => Vm is not null
        || Guid.TryParseExact(Text, "D", out _)
        || (Text.Length == 42 && Text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && Text.Skip(2).All(Uri.IsHexDigit));

    /// <summary>The object, where one was given.</summary>
    public Vm? Vm { get; }

    /// <summary>The id or name.</summary>
    public override string ToString() => Text;
}
