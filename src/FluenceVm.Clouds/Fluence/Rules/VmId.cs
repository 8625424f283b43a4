using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Rules;

/// <summary>The form of a VM's id in generations v2 and v3: <c>0x</c> and 40 hexadecimal digits.</summary>
internal static class VmId
{
    public static bool IsValid(string id) =>
        id.Length == 42 && id[0] == '0' && id[1] is 'x' or 'X' && id.Skip(2).All(Uri.IsHexDigit);

    public static ArgumentException Invalid(string id) =>
        Fault.Argument(nameof(Messages.VmIdInvalid), id);
}
