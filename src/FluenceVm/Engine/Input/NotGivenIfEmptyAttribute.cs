using System.Management.Automation;

namespace FluenceVm.Engine.Input;

/// <summary>An empty cell of a table means that the parameter isn't given. On the command line an empty argument stays an error.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotGivenIfEmptyAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        EmptyValue.IsEmpty(inputData) ? EmptyValue.Cell : inputData;
}
