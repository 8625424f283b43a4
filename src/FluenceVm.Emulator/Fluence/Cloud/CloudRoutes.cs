using FluenceVm.Emulator.Fluence.Cloud.Accounts;
using FluenceVm.Emulator.Fluence.Cloud.Addresses;
using FluenceVm.Emulator.Fluence.Cloud.Costs;
using FluenceVm.Emulator.Fluence.Cloud.Disks;
using FluenceVm.Emulator.Fluence.Cloud.Http;
using FluenceVm.Emulator.Fluence.Cloud.Knobs;
using FluenceVm.Emulator.Fluence.Cloud.Networks;
using FluenceVm.Emulator.Fluence.Cloud.Offers;
using FluenceVm.Emulator.Fluence.Cloud.Vms;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>Everything that generation <c>Cloud</c> serves.</summary>
internal static class CloudRoutes
{
    public static IEnumerable<CloudRoute> All =>
    [
        .. AccountRoutes.All,
        .. ApiKeyRoutes.All,
        .. ChargeRoutes.All,
        .. TopUpRoutes.All,
        .. PromoCodeRoutes.All,
        .. CloudSshKeyRoutes.All,
        .. CatalogueRoutes.All,
        .. PriceRoutes.All,
        .. EstimateRoutes.All,
        .. OrderRoutes.All,
        .. CloudVmRoutes.All,
        Provisioning.Route,
        .. VmPartRoutes.All,
        .. VmDiskRoutes.All,
        .. InterfaceRoutes.All,
        .. DiskRoutes.All,
        .. AddressRoutes.All,
        .. VpcRoutes.All,
        .. SubnetRoutes.All,
        .. GroupRoutes.All,
        .. KnobRoutes.All,
    ];
}
