using System.Management.Automation;
using FluenceVm.Model;

namespace FluenceVm.Engine.Input;

/// <summary>Reads a switch, also as the text of a table: <c>true</c>, <c>false</c>, <c>yes</c>, <c>no</c>, <c>1</c> or <c>0</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class YesOrNoAttribute : InputAttribute
{
    private protected override object Read(object value) => Unwrap(value) switch
    {
        SwitchParameter given => given,
        bool given => new SwitchParameter(given),
        _ => TextOf(value).Trim().ToUpperInvariant() switch
        {
            "TRUE" or "YES" or "1" => new SwitchParameter(true),
            "FALSE" or "NO" or "0" => new SwitchParameter(false),
            var other => throw Fault.Format(nameof(Messages.YesOrNoInvalid), other),
        },
    };
}
