using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>The routes of the public addresses.</summary>
internal sealed class CloudAddressRoutes
{
    private static readonly string[] ListParameters =
    [
        "ids", "clusterId", "datacenterId", "cityCode", "name", "status", "excludeStatus", "addressType", "excludeAttached", "sort", "order",
        CloudPage.Page, CloudPage.PerPage,
    ];

    private readonly FluenceAccount _account;
    private readonly CloudAssetRoutes<CloudAddress> _routes;

    public CloudAddressRoutes(FluenceAccount account, CloudWriter writer)
    {
        _account = account;
        _routes = new CloudAssetRoutes<CloudAddress>(account, "PublicIp", "/v1/public_ips", "public_ip_id", "Public IP") { Find = Find, Write = writer.Address };
    }

    public IEnumerable<CloudRoute> All =>
        [_routes.List(List), _routes.Create(Create), _routes.DeleteMany(), _routes.DeleteOne(), _routes.Update(Update)];

    private EmulatorResponse List(CloudCall call)
    {
        var query = new CloudQuery(call.Request, ListParameters);
        var cluster = query.Id("clusterId");
        var datacenter = query.Id("datacenterId");
        var city = query.Text("cityCode");
        var isOfOtherType = query.Word("addressType", CloudCatalogue.AddressType, "V6") is "V6";
        var filter = _routes.Filter(query, CloudAddress.Statuses, call.Now);
        return _routes.Page(call, query, CloudAddress.IncludedIn, address => !isOfOtherType
            && (cluster is null || CloudCatalogue.ClusterId(address.Datacenter) == cluster)
            && (datacenter is null || CloudCatalogue.DatacenterId(address.Datacenter) == datacenter)
            && (city is null || address.Datacenter.CityCode == city)
            && filter(address));
    }

    private CloudAddress Create(CloudCall call)
    {
        var order = AddressOrder.Read(RequestBody.Object(call.Request));
        CloudOrders.Check(_account, [], [order]);
        return CloudOrders.StartAddress(_account, order, call.Now);
    }

    private static void Update(CloudAddress address, CloudCall call)
    {
        var body = CloudBody.Read(call.Request, "name?");
        address.Name = RequestBody.Text(body, "name") is { } name ? CloudBody.CheckedName(name) : address.Name;
    }

    private CloudAddress? Find(Guid id)
    {
        if (CloudIds.NumberOf(CloudKind.IncludedAddress, _account.Seed, id) is { } number)
        {
            return _account.Fleet.Roster.Find(number) is { Cloud: null } vm && _account.Fleet.Roster.IsLiving(vm) ? CloudAddress.IncludedIn(vm) : null;
        }
        return CloudIds.NumberOf(CloudKind.Address, _account.Seed, id) is { } own ? _account.Assets.Address(own) : null;
    }
}
