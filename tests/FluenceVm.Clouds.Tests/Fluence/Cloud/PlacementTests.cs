using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Emulator;

namespace FluenceVm.Clouds.Tests.Fluence.Cloud;

/// <summary>Where a VM is ordered: at the cheapest place that has room for it.</summary>
public class PlacementTests
{
    private static VmOrder Order(int count = 1, params int[] disks) => EmulatedCloud.Order("web", count, "443/tcp") with
    {
        DiskSizesGB = disks,
    };

    private static async Task<string?> PlaceAsync(EmulatedCloud cloud, VmOrder order)
    {
        await cloud.PlaceAsync(order);
        var vms = await cloud.VmsAsync();
        return Assert.Single(vms.Select(vm => vm.Country).Distinct());
    }

    private static async Task<List<string?>> OffersAsync(EmulatedCloud cloud)
    {
        var offers = new List<string?>();
        await cloud.Client.ListOffersAsync(
            new VmConstraints { Configuration = "cpu-regular-2vcpu-4gb", PublicIp = true },
            offer => offers.Add(offer.Datacenter?.CountryCode),
            CancellationToken.None);
        return offers;
    }

    public static TheoryData<string, int, int[]> Wants => new()
    {
        { "VMs", 1, [] },
        { "disks", 1, [] },
        { "disks", 2, [100] },
        { "addresses", 1, [] },
        { "addresses", 2, [] },
    };

    [Fact]
    public async Task It_is_the_cheapest_place()
    {
        using var cloud = new EmulatedCloud();
        var offers = await OffersAsync(cloud);

        Assert.Equal(offers[0], await PlaceAsync(cloud, Order()));
    }

    [Theory]
    [MemberData(nameof(Wants))]
    public async Task A_place_without_room_is_passed_over(string lack, int count, int[] disks)
    {
        using var cloud = new EmulatedCloud();
        var offers = await OffersAsync(cloud);
        // Room for all but one of what is ordered.
        var gb = (count * (25 + disks.Sum())) - 1;
        cloud.Emulator.LimitCapacity(
            offers[0]!,
            hasVms: lack != "VMs",
            diskGb: lack == "disks" ? gb : null,
            publicIps: lack == "addresses" ? count - 1 : null);

        Assert.Equal(offers.First(country => country != offers[0]), await PlaceAsync(cloud, Order(count, disks)));
    }

    [Fact]
    public async Task Another_place_is_taken_if_the_first_runs_out_before_the_estimate()
    {
        using var cloud = new EmulatedCloud();
        var offers = await OffersAsync(cloud);
        var refusals = 0;
        var violation = """{"type":"provision","violation":{"type":"computeCapacity"}}""";
        cloud.Instead = request => request == "POST v3/vm-estimates" && refusals++ == 0
            ? CloudReply.Error(422, "admission_refused", "VM admission refused", violation)
            : null;

        Assert.NotEqual(offers[0], await PlaceAsync(cloud, Order()));
    }

    [Fact]
    public async Task Without_room_anywhere_nothing_is_sent()
    {
        using var cloud = new EmulatedCloud();
        foreach (var country in (await OffersAsync(cloud)).Distinct())
        {
            cloud.Emulator.LimitCapacity(country!, publicIps: 1);
        }
        cloud.Sent.Clear();

        var failure = await Assert.ThrowsAsync<ArgumentException>(() => cloud.TryPlaceAsync(Order(2)));

        Assert.Contains("room", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(cloud.Sent, request => request.StartsWith("POST", StringComparison.Ordinal));
    }
}
