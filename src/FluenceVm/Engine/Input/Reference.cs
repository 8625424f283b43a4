using System.Text.RegularExpressions;

namespace FluenceVm.Engine.Input;

/// <summary>A thing as a user names it: by its id, by its name, or by the object itself.</summary>
public sealed class Reference
{
    /// <summary>The form of a VM's id: <c>0x</c> and 40 hexadecimal digits, or a UUID.</summary>
    internal const string VmId = "^(0x[0-9a-fA-F]{40}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\\z";

    /// <summary>The form of the ids of disks, addresses and everything else of generation <c>Cloud</c>: a UUID.</summary>
    internal const string Uuid = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\z";

    /// <summary>The form of an SSH key's fingerprint.</summary>
    internal const string Fingerprint = "^SHA256:";

    // As short as people copy ids from a table, and long enough not to be hit by chance.
    private const string VmIdBeginning = "^(0x[0-9a-fA-F]{4,39}|[0-9a-fA-F-]{6,35})\\z";

    internal Reference(string text, object? item = null, string? kind = null)
    {
        Text = text;
        Item = item;
        Kind = kind;
    }

    /// <summary>The id or the name.</summary>
    public string Text { get; }

    /// <summary>The object, if it was given itself.</summary>
    public object? Item { get; }

    /// <summary>The full name of the type of the model that it was, itself or as a copy; null for a text or a table's row.</summary>
    internal string? Kind { get; }

    /// <summary>Whether the text has the form of a VM's id.</summary>
    internal bool IsVmId => Regex.IsMatch(Text, VmId, RegexOptions.CultureInvariant);

    /// <summary>Whether the text may be the beginning of a VM's id.</summary>
    internal bool MayBeginVmId => Item is null && !IsVmId && Regex.IsMatch(Text, VmIdBeginning, RegexOptions.CultureInvariant);

    /// <summary>The id or the name.</summary>
    public override string ToString() => Text;
}
