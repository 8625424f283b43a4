using System.Text.RegularExpressions;

namespace FluenceVm.Clouds.Fluence.Cloud;

/// <summary>
/// The names of the disk and the address that an order creates with a VM, and of security groups. They tell what may be removed
/// together with the VM from what its owner attached to it, and what a refused order left from everything else.
/// </summary>
internal sealed class OwnName
{
    private static readonly Regex Form = new("-(boot|ip)-[0-9a-f]{8}$", RegexOptions.CultureInvariant);

    private static readonly Regex GroupForm = new("^fluencevm-ports-[0-9a-f]{8}$", RegexOptions.CultureInvariant);

    public OwnName(string vmName)
    {
        var mark = NewMark();
        (BootDisk, PublicIp) = ($"{vmName}-boot-{mark}", $"{vmName}-ip-{mark}");
    }

    public string BootDisk { get; }

    public string PublicIp { get; }

    public static bool Is(string? name) => name is not null && Form.IsMatch(name);

    /// <summary>A name for a security group. VMs share one, so no VM is named in it.</summary>
    public static string NewGroup() => "fluencevm-ports-" + NewMark();

    public static bool IsGroup(string? name) => name is not null && GroupForm.IsMatch(name);

    private static string NewMark() => Guid.NewGuid().ToString("N").Substring(0, 8);
}
