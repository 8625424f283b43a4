using FluenceVm.Emulator.Fluence.Cloud.Accounts;

namespace FluenceVm.Emulator.Fluence.Cloud.Networks;

/// <summary>The VPC and the subnet that every account has in each cluster without asking.</summary>
internal static class DefaultNetworks
{
    private const string Name = "default";

    /// <summary>The range that is kept for a cluster's default subnet.</summary>
    public static Cidr Reserved(Datacenter place) => Cidr.Parse(ReservedText(place))!;

    /// <summary>Gives a new account its networks, which are ready at once.</summary>
    public static void MakeAll(CloudAccount account, DateTimeOffset now)
    {
        foreach (var place in Catalogue.Datacenters)
        {
            Make(account, place, now);
        }
    }

    /// <summary>The subnet that a VM of the cluster gets if its order names none; made again if it was removed.</summary>
    public static Subnet In(CloudAccount account, Datacenter place, DateTimeOffset now) =>
        account.Subnets.All.FirstOrDefault(each => each.IsLiving && each.IsDefault && each.Datacenter == place
            && account.Vpcs.Find(each.VpcId) is { IsDefault: true, IsLiving: true })
        ?? Make(account, place, now);

    private static Subnet Make(CloudAccount account, Datacenter place, DateTimeOffset now)
    {
        var start = now - CloudGuesses.Preparation;
        var vpc = new Vpc { IsDefault = true, StartedAt = start };
        account.Vpcs.Add(account.Made(vpc, CloudKind.Vpc, Name, place, start));
        var subnet = new Subnet { VpcId = vpc.Id, IsDefault = true, StartedAt = start, Ipv4Cidr = ReservedText(place) };
        return account.Subnets.Add(account.Made(subnet, CloudKind.Subnet, Name, place, start));
    }

    private static string ReservedText(Datacenter place) =>
        FormattableString.Invariant($"10.{CloudGuesses.ReservedRangeBase + place.Number}.0.0/16");
}
