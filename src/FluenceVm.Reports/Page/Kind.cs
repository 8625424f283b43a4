using FluenceVm.Model;

namespace FluenceVm.Reports.Page;

/// <summary>What people call the types of the service.</summary>
internal static class Kind
{
    public static string? Of(string? type) =>
        type == BilledType.Vm ? Messages.ReportKindVm
        : type == BilledType.Storage ? Messages.KindDisk
        : type == BilledType.PublicIp ? Messages.KindPublicIp
        : type == BilledType.Machine ? Messages.ReportKindMachine
        : type == ResourceType.Draft ? Messages.ReportKindDraft
        : type == ResourceType.SecurityGroup ? Messages.KindSecurityGroup
        : type;
}
