using System.Management.Automation;
using System.Text.RegularExpressions;
using FluenceVm.Model;

namespace FluenceVm.Engine.Input;

/// <summary>Reads ports: numbers, objects, and texts such as <c>443</c>, <c>80,443</c> and <c>80/tcp 443/tcp</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PortsAttribute : InputAttribute
{
    private static readonly Regex Separator = new(@"[\s,;]+", RegexOptions.CultureInvariant);

    private protected override object Read(object value) => Flatten(value).SelectMany(ReadItem).ToArray();

    private static IEnumerable<VmPort> ReadItem(object item) => item switch
    {
        _ when Unwrap(item) is VmPort port => [port],
        PSObject copy when copy.Properties["Port"]?.Value is { } number && copy.Properties["Protocol"]?.Value is { } protocol =>
            [VmPort.Parse($"{number}/{protocol}")],
        _ => ReadText(TextOf(item)),
    };

    private static IEnumerable<VmPort> ReadText(string text) => Separator.Split(text.Trim()).Select(VmPort.Parse);
}
