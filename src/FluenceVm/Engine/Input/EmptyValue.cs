using System.Management.Automation;

namespace FluenceVm.Engine.Input;

/// <summary>
/// Stands for an empty cell of a table. PowerShell can't convert it to the type of any parameter: by property name it passes over the
/// parameter, which keeps its default, and on the command line it refuses the argument.
/// </summary>
public sealed class EmptyValue
{
    // A list in a list: neither a value nor a list of values can be made of it.
    internal static readonly object Cell = new EmptyValue[][] { [] };

    private EmptyValue()
    {
    }

    internal static bool IsEmpty(object? value)
    {
        var inner = value is PSObject wrapped ? wrapped.BaseObject : value;
        return inner is null or DBNull
            || ReferenceEquals(inner, Cell)
            || (inner is string text && string.IsNullOrWhiteSpace(text));
    }
}
