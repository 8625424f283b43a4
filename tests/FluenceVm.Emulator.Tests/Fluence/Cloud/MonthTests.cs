using System.Diagnostics;
using FluenceVm.Emulator.Fluence.Cloud.Accounts;
using FluenceVm.Emulator.Fluence.Cloud.Costs;
using FluenceVm.Emulator.Fluence.Cloud.Disks;
using FluenceVm.Emulator.Fluence.Cloud.Offers;
using FluenceVm.Emulator.Fluence.Cloud.Vms;
using FluenceVm.Tests.Support;
using Xunit.Abstractions;

namespace FluenceVm.Emulator.Tests.Fluence.Cloud;

/// <summary>A month of 10,000 VMs in one step.</summary>
public sealed class MonthTests(ITestOutputHelper output)
{
    private const int Vms = 10_000;

    [Fact]
    public void A_month_of_ten_thousand_VMs_is_one_step()
    {
        var options = new VmEmulatorOptions { TimeProvider = new ManualTime(), WithFleet = false, Balance = 1_000_000m };
        using var emulator = new VmEmulator(options);
        emulator.SetCapacity(100);
        var account = emulator.Cloud;
        for (var count = 0; count < Vms; count++)
        {
            Start(account, emulator.Now);
        }

        var watch = Stopwatch.StartNew();
        emulator.Step(TimeSpan.FromDays(30));
        output.WriteLine(FormattableString.Invariant($"the step: {watch.Elapsed.TotalMilliseconds:0} ms"));

        var to = Purse.Second(emulator.Now);
        watch.Restart();
        var bill = Charges.Of(account.Purse.Meters, Purse.Second(emulator.Now.AddDays(-31)), to, "DAY").Sum(charge => charge.Cost);
        output.WriteLine(FormattableString.Invariant($"the bill by day: {watch.Elapsed.TotalMilliseconds:0} ms"));
        Assert.Equal(1_000_000m - account.Purse.Balance, bill);
        Assert.Equal(Vms * 720 * (0.010548m + (25 * 0.000072m)), bill);
    }

    private static void Start(CloudAccount account, DateTimeOffset now)
    {
        var boot = new DiskSpec(null, "boot", CloudCatalogue.SmallestBootDisk, false, ImageSource.Default);
        var place = FluenceVm.Emulator.Fluence.Catalogue.Datacenters[0];
        var spec = new VmSpec("web", place, CloudCatalogue.Smallest, null, null, boot, [], null);
        Provisioning.Start(account, Drafts.Make(account, spec, now), now);
    }
}
