using System.Collections;
using System.Management.Automation;

namespace FluenceVm.Engine.Input;

/// <summary>
/// Reads what a person or a table wrote in exactly one way, or refuses it. PowerShell passes over a cell of a table that it can't
/// convert; what is refused here is that row's error, so nothing is done for it.
/// </summary>
public abstract class InputAttribute : ArgumentTransformationAttribute
{
    private protected InputAttribute()
    {
    }

    /// <inheritdoc/>
    public sealed override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (EmptyValue.IsEmpty(inputData))
        {
            return inputData;
        }
        try
        {
            return Read(inputData!);
        }
        catch (Exception error) when (error is FormatException or ArgumentException or OverflowException or PSInvalidCastException)
        {
            throw new ArgumentTransformationMetadataException(error.Message, error);
        }
    }

    /// <summary>The value of something that isn't empty.</summary>
    /// <exception cref="FormatException">It isn't one.</exception>
    private protected abstract object Read(object value);

    /// <summary>The .NET object in PowerShell's wrapper.</summary>
    private protected static object Unwrap(object value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    /// <summary>The text of a value: PowerShell remembers of a number on the command line how it was written.</summary>
    private protected static string TextOf(object value) =>
        Unwrap(value) is IEnumerable list and not string ? string.Join(",", list.Cast<object>().Select(TextOf)) : value.ToString();

    /// <summary>The items of a list, however deep; a single value is a list of one.</summary>
    private protected static IEnumerable<object> Flatten(object? value) => value switch
    {
        null => [],
        _ when Unwrap(value) is IEnumerable list and not string and not IDictionary => list.Cast<object?>().SelectMany(Flatten),
        _ => [value],
    };
}
