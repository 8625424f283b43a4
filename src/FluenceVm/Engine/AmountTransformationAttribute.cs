using System.Globalization;
using System.Management.Automation;

namespace FluenceVm.Engine;

/// <summary>
/// Takes an amount with every digit that was written. PowerShell reads a number with a decimal point as a double, which has
/// 15 of them; an argument that it changed so remembers how it was written.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AmountTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is PSObject or string && decimal.TryParse(inputData.ToString(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount)
            ? amount
            : inputData;
}
