using System.Collections;
using System.Management.Automation;
using System.Text.RegularExpressions;
using FluenceVm.Model;

namespace FluenceVm.Engine.Input;

/// <summary>
/// Reads what names a thing: an id, a name, the object, a copy of it from another session or a file, or a table's row with its id or
/// name. The whole object is looked at, not a property of it, so a thing of one kind or cloud never names one of another.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ReferenceAttribute : InputAttribute
{
    private const string Id = "Id";
    private const string ModelNamespace = "FluenceVm.Model.";
    private static readonly Regex Copy = new(@"^((Deserialized|Selected)\.)+", RegexOptions.CultureInvariant);
    private readonly Type _type;
    private Cloud? _cloud;

    /// <summary>Takes objects of a type of the model.</summary>
    /// <param name="type">The type.</param>
    public ReferenceAttribute(Type type) => _type = type;

    /// <summary>Another type of the model whose objects will do; null for none.</summary>
    public Type? Also { get; set; }

    /// <summary>The property whose text names an object.</summary>
    public string By { get; set; } = Id;

    /// <summary>The form of an id, as a pattern; null if any text can be one.</summary>
    public string? IdForm { get; set; }

    /// <summary>Whether a table's row names a thing by its id or its name, because the cmdlet takes nothing else of it.</summary>
    public bool Rows { get; set; }

    /// <summary>The only cloud whose things will do, of types that both clouds have.</summary>
    public Cloud Cloud
    {
        get => _cloud ?? default;
        set => _cloud = value;
    }

    private protected override object Read(object value) =>
        Unwrap(value) is IEnumerable and not string ? Flatten(value).Select(ReadItem).ToArray() : ReadItem(value);

    private Reference ReadItem(object value)
    {
        var inner = Unwrap(value);
        if (inner is string or ValueType)
        {
            return TextOf(value).Trim() is { Length: > 0 } text
                ? new Reference(text)
                : throw Fault.Format(nameof(Messages.ReferenceEmpty), _type.Name);
        }
        var item = PSObject.AsPSObject(value);
        var kind = item.TypeNames.Select(name => Copy.Replace(name, string.Empty)).FirstOrDefault(IsOfModel);
        return kind is not null && (kind == _type.FullName || kind == Also?.FullName) ? ReadOwn(item, IsLive(inner) ? inner : null, kind)
            : kind is not null ? throw AnotherKind(item, kind)
            : Rows && NameOfRow(item, inner) is { } name ? new Reference(name)
            : throw Unusable(item);
    }

    private Reference ReadOwn(PSObject copy, object? item, string kind)
    {
        if (_cloud is { } cloud && copy.Properties[nameof(Cloud)]?.Value is { } other && CloudOf(other) != cloud)
        {
            throw Fault.Format(nameof(Messages.ReferenceOfAnotherCloud), copy, _type.Name, CloudOf(other), cloud);
        }
        return new Reference(Property(copy, By) ?? Property(copy, Id) ?? NameOf(copy) ?? throw Unusable(copy), item, kind);
    }

    // A live object of another origin may have an id and a name of its own (a process, a file); a table's row has what a person put there.
    private string? NameOfRow(PSObject row, object inner)
    {
        var id = Property(row, By);
        return id is not null && (IdForm is null ? inner is PSCustomObject : Regex.IsMatch(id, IdForm, RegexOptions.CultureInvariant)) ? id
            : EmptyValue.IsEmpty(row.Properties[By]?.Value) && inner is PSCustomObject ? NameOf(row)
            : null;
    }

    private string? NameOf(PSObject row) => Rows ? Property(row, "Name") : null;

    private static string? Property(PSObject item, string name) =>
        item.Properties[name]?.Value is { } value && Unwrap(value) is string text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    // A copy of an enumeration is its number.
    private static Cloud CloudOf(object value) => (Cloud)Enum.Parse(typeof(Cloud), value.ToString());

    private bool IsLive(object item) => _type.IsInstanceOfType(item) || Also?.IsInstanceOfType(item) == true;

    private static bool IsOfModel(string name) => name.StartsWith(ModelNamespace, StringComparison.Ordinal);

    private FormatException AnotherKind(PSObject item, string kind) =>
        Fault.Format(nameof(Messages.ReferenceOfAnotherKind), item, kind.Substring(ModelNamespace.Length), _type.Name);

    // PowerShell goes on to a property of the parameter's name after a failed cast; where a row names nothing else, that would be a guess.
    private Exception Unusable(PSObject item)
    {
        var error = Fault.Format(nameof(Messages.ReferenceUnusable), item.TypeNames.FirstOrDefault(), _type.Name);
        return Rows ? error : new PSInvalidCastException(error.Message, error);
    }
}
