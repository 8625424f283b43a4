using FluenceVm.Emulator.Fluence.CloudNext.Accounts;
using FluenceVm.Emulator.Fluence.CloudNext.Addresses;
using FluenceVm.Emulator.Fluence.CloudNext.Costs;
using FluenceVm.Emulator.Fluence.CloudNext.Disks;
using FluenceVm.Emulator.Fluence.CloudNext.Http;
using FluenceVm.Emulator.Fluence.CloudNext.Knobs;
using FluenceVm.Emulator.Fluence.CloudNext.Networks;
using FluenceVm.Emulator.Fluence.CloudNext.Offers;
using FluenceVm.Emulator.Fluence.CloudNext.Vms;

namespace FluenceVm.Emulator.Fluence.CloudNext;

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
