using FluenceVm.Emulator.Fluence;
using FluenceVm.Emulator.Tests.Support;
using FluenceVm.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace FluenceVm.Emulator.Tests.Fluence;

/// <summary>Whatever is ordered, deleted and waited for: no money and no stock appears or disappears.</summary>
public sealed class LedgerPropertyTests
{
    [Fact]
    public void Money_and_stock_are_conserved_over_random_operations_and_steps()
    {
        var property = Prop.ForAll(Operations.OnFluence.ListOf().ToArbitrary(), Gen.Choose(0, 60).ToArbitrary(), (operations, balance) =>
        {
            using var emulator = new VmEmulator(
                new VmEmulatorOptions { TimeProvider = new ManualTime(), Balance = balance, WithFleet = balance % 2 == 0 });
            using var client = new EmulatorClient(emulator);
            var account = emulator.Account;
            AssertConserved(account);
            foreach (var operation in operations)
            {
                operation.Run(emulator, client).GetAwaiter().GetResult();
                AssertConserved(account);
            }
            DeleteAll(emulator, client);
            Assert.Equal(0, account.Ledger.Reserved);
            Assert.All(Catalogue.Offers, offer =>
                Assert.Equal((offer.Capacity, offer.ExtraStorageGiB), (account.Stock.VmsLeft(offer), account.Stock.StorageLeft(offer))));
        });

        // A failure's message holds the seed, for Config.WithReplay.
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(150).WithEndSize(60), property);
    }

    private static void AssertConserved(FluenceAccount account)
    {
        var ledger = account.Ledger;
        var vms = account.Fleet.All.ToList();
        Assert.Equal(ledger.PaidIn, ledger.Unbilled + ledger.Reserved + ledger.Spent);
        Assert.True(ledger.Unbilled >= 0, "the balance is negative");
        Assert.Equal(ledger.Reserved, vms.Sum(vm => vm.Reserve));
        Assert.Equal(ledger.Spent, account.Fleet.Roster.All.Sum(vm => vm.Spent));
        Assert.All(vms, vm => Assert.InRange(vm.Reserve, 0, vm.IsOfCloud ? 0 : vm.Price));
        foreach (var offer in Catalogue.Offers)
        {
            var holders = vms.Where(vm => vm.Offer == offer).ToList();
            Assert.Equal(offer.Capacity, account.Stock.VmsLeft(offer) + holders.Count);
            Assert.Equal(offer.ExtraStorageGiB, account.Stock.StorageLeft(offer) + holders.Sum(vm => vm.ExtraStorage));
            Assert.True(account.Stock.VmsLeft(offer) >= 0 && account.Stock.StorageLeft(offer) >= 0, "stock is negative");
        }
    }

    private static void DeleteAll(VmEmulator emulator, EmulatorClient client)
    {
        foreach (var vm in emulator.Account.Fleet.All.ToList())
        {
            client.Delete($$"""{"vmId":"{{vm.Id}}"}""").GetAwaiter().GetResult();
        }
        emulator.Step(TimeSpan.FromSeconds(3));
    }
}
