using FluenceVm.Emulator.Fluence.Cloud.Accounts;
using FluenceVm.Emulator.Fluence.Cloud.Costs;
using FluenceVm.Emulator.Fluence.Cloud.Http;
using FluenceVm.Emulator.Fluence.Cloud.Offers;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Addresses;

/// <summary>The routes of the public addresses.</summary>
internal static class AddressRoutes
{
    // The addresses of this generation begin here, apart from those of the marketplace's VMs.
    private const long OwnAddresses = 65_536;
    private const string Operation = "PublicIp";
    private const string Write = "public_ip:write";

    public static IEnumerable<CloudRoute> All =>
    [
        new(Operation, "GET", "/v3/public-ips", "public_ip:read", List),
        new(Operation, "POST", "/v3/public-ips", Write, Create) { Body = BodyShape.Of("clusterId!", "name!", "addressType!") },
        new(Operation, "PATCH", "/v3/public-ips/{public_ip_id}", Write, Rename) { Body = BodyShape.Patch("name") },
        new(Operation, "DELETE", "/v3/public-ips/{public_ip_id}", Write, Delete),
    ];

    /// <summary>A new address, not yet begun.</summary>
    public static Address Draft(CloudAccount account, string name, Datacenter place, DateTimeOffset now)
    {
        var address = account.Addresses.Add(account.Made(new Address(), CloudKind.Address, name, place, now));
        address.Text = VmIds.Address(OwnAddresses + address.Number);
        return address;
    }

    private static EmulatorResponse List(CloudCall call)
    {
        var query = call.Query;
        var filter = new RowFilter(call, Address.Statuses, canExclude: true);
        var (datacenter, city, isFree) = (query.Id("datacenterId"), query.Text("cityCode"), query.Flag("excludeAttached"));
        var isOfOtherType = query.Word("addressType", CloudCatalogue.AddressType, "V6") is "V6";
        return CloudPage.Answer(
            query,
            call.Account.Addresses.All,
            address => !isOfOtherType
                && filter.Matches(address)
                && (datacenter is null || CloudCatalogue.DatacenterId(address.Datacenter) == datacenter)
                && (city is null || address.Datacenter.CityCode == city)
                && !(isFree && address.HolderAt(call.Account, call.Now) is not null),
            (json, address) => address.Write(json, call.Account, call.Now),
            CloudPage.Sort<Address>(query, address => address.Name, address => address.StatusAt(call.Now)));
    }

    private static EmulatorResponse Create(CloudCall call) =>
        Written(call.Account.Receipts.Once(call, () => Make(call), id => call.Account.Addresses.Find(id)), call);

    private static Address Make(CloudCall call)
    {
        var cluster = CloudJson.Required(CloudJson.Id(call.Body, "clusterId"));
        var place = CloudCatalogue.KnownCluster(cluster);
        var name = CloudJson.Name(call.Body)!;
        _ = CloudJson.Word(call.Body, "addressType", CloudCatalogue.AddressType);
        Admission.RequireAddressRoom(call.Account, place);
        Admission.RequireMoney(call.Account, CloudPrices.Address);
        var address = Draft(call.Account, name, place, call.Now);
        address.Start(call.Account, call.Now, call.Request.FailsLater);
        return address;
    }

    private static EmulatorResponse Rename(CloudCall call)
    {
        var address = Living(call);
        address.Name = CloudJson.Name(call.Body) ?? address.Name;
        address.UpdatedAt = call.Now;
        call.Account.Purse.Rename(address.Id, address.Name);
        return Written(address, call);
    }

    private static EmulatorResponse Delete(CloudCall call)
    {
        var address = Living(call);
        if (address.HolderAt(call.Account, call.Now) is not null)
        {
            throw new CloudRefusal(CloudGuesses.AttachedStatus, "attached_to_vm", $"The address {address.Name} is attached to a VM");
        }
        address.End(call.Account, call.Now);
        return Written(address, call);
    }

    private static Address Living(CloudCall call)
    {
        var address = call.Account.Addresses.Known(call.Id, "Public IP");
        if (!address.IsLiving)
        {
            throw CloudRefusal.Conflict("The public IP is being removed");
        }
        return address;
    }

    private static EmulatorResponse Written(Address address, CloudCall call) =>
        CloudJson.Object(json => address.Write(json, call.Account, call.Now));
}
