using FluenceVm.Clouds.Fluence.Cloud.Networks;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Orders;

/// <summary>
/// The service's rules for an order (docs/services/fluence-cloud.md, "Names" and "Orders"). What breaks one costs no request.
/// </summary>
internal static class CloudOrderRules
{
    private const int SmallestDataDiskGB = 1;

    public static void Check(VmOrder order)
    {
        VmRules.CheckCount(order.Count);
        foreach (var name in order.Names)
        {
            CloudNames.Check(name);
        }
        VmRules.CheckUserData(order.UserData);
        PortRules.Check(order.OpenPorts);
        VmRules.CheckPorts(order.OpenPorts);
        if (order.HostName is not null && (order.Count > 1 || order.HostName != order.Name))
        {
            throw Fault.NotSupported(nameof(Messages.HostNameNotSupported));
        }
        if (order.Spread && (order.Subnet ?? order.SecurityGroup ?? order.ExistingPublicIp) is { } fixedPlace)
        {
            throw Fault.Argument(nameof(Messages.SpreadInOnePlace), fixedPlace);
        }
        if (order.OpenPorts.Count > 0 && order.SecurityGroup is not null)
        {
            throw Fault.Argument(nameof(Messages.PortsAndGroup));
        }
        if (order.ExistingPublicIp is not null && (order.Count > 1 || order.Constraints.PublicIp))
        {
            throw Fault.Argument(nameof(Messages.OneAddressOneVm), order.ExistingPublicIp);
        }
        if (order.DiskSizesGB.Any(size => size < SmallestDataDiskGB))
        {
            throw Fault.Argument(nameof(Messages.DataDiskTooSmall), SmallestDataDiskGB);
        }
    }
}
