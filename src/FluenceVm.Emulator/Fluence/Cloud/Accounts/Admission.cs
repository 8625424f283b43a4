using FluenceVm.Emulator.Fluence.Cloud.Http;

namespace FluenceVm.Emulator.Fluence.Cloud.Accounts;

/// <summary>Whether something new is accepted: money for everything for six hours, and room.</summary>
internal static class Admission
{
    /// <summary>For how long the balance must cover all that runs and all that is new.</summary>
    public const int Hours = 6;

    /// <exception cref="CloudRefusal">422: the account is in debt, or can't pay for all of it for long enough.</exception>
    public static void RequireMoney(CloudAccount account, decimal morePerHour)
    {
        if (account.Purse.Balance < 0)
        {
            throw CloudRefusal.Unpaid("account_not_in_good_standing", "The account is in debt");
        }
        var needed = Hours * (account.RatePerHour + morePerHour);
        if (account.Purse.Free < needed)
        {
            throw CloudRefusal.Unpaid(
                "insufficient_balance",
                $"Insufficient balance: {Hours} hours cost {CloudJson.Money(needed)} USD of {CloudJson.Money(account.Purse.Free)} USD");
        }
    }

    /// <exception cref="CloudRefusal">422: the cluster has no such disk left.</exception>
    public static void RequireDiskRoom(CloudAccount account, Datacenter place, long gb)
    {
        if (account.Capacity.DiskRoom(place) < gb)
        {
            throw new CloudRefusal(422, "unprocessable_entity", $"NVME is not available in cluster {place.CityCode} for {gb} GB");
        }
    }

    /// <exception cref="CloudRefusal">422: the cluster has no address left.</exception>
    public static void RequireAddressRoom(CloudAccount account, Datacenter place)
    {
        if (account.Capacity.AddressRoom(place) < 1)
        {
            throw new CloudRefusal(422, "unprocessable_entity", $"No public IP is available in cluster {place.CityCode}")
            {
                Violations = [Violation.PublicIpCapacity()],
            };
        }
    }
}
