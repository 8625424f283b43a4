using System.Text;

namespace FluenceVm.Emulator.Fluence;

/// <summary>What an account looks like that has been in use for some weeks.</summary>
internal static class StarterFleet
{
    private static readonly OpenPort Ssh = new(22, "tcp");
    private static readonly OpenPort Http = new(80, "tcp");
    private static readonly OpenPort Https = new(443, "tcp");

    /// <summary>Fills an empty account; the money that the VMs have cost and hold is paid in beforehand.</summary>
    public static void Populate(FluenceAccount account, DateTimeOffset now)
    {
        account.SshKeys.Register("laptop", LaptopKey(), now - TimeSpan.FromDays(50));
        Add("web-1", "PL", 4, VmState.Active, TimeSpan.FromHours(291.4), [Ssh, Http, Https]);
        Add("web-2", "DE", 4, VmState.Active, TimeSpan.FromHours(291.3), [Ssh, Http, Https]);
        Add("db-1", "DE", 16, VmState.Active, TimeSpan.FromHours(702.75), [Ssh, new(5432, "tcp")]);
        Add("cache-1", "US", 2, VmState.Active, TimeSpan.FromHours(94.2), [Ssh, new(6379, "tcp")]);
        Add("dns-1", "GB", 2, VmState.SmallBalance, TimeSpan.FromHours(450.5), [Ssh, new(53, "udp")]);
        Add("batch-1", "FI", 8, VmState.InsufficientFunds, TimeSpan.FromHours(212.8), [Ssh]);
        Add("legacy-1", "PL", 2, VmState.Terminated, TimeSpan.FromHours(1130.6), [Ssh]);
        Add("worker-1", "FI", 8, VmState.Launching, TimeSpan.FromSeconds(2), [Ssh]);

        void Add(string name, string country, int cpu, VmState state, TimeSpan age, IReadOnlyList<OpenPort> ports)
        {
            var number = account.Fleet.NextNumber++;
            var offer = Catalogue.Of(country, cpu);
            var createdAt = now - age;
            var epochs = (int)(age.Ticks / VmTimes.Epoch.Ticks);
            var lastBilling = createdAt + TimeSpan.FromTicks(VmTimes.Epoch.Ticks * epochs);
            var vm = new EmulatedVm
            {
                Number = number,
                Id = VmIds.Of(account.Seed, number),
                Name = name,
                HostName = name,
                Offer = offer,
                OsImage = Images.All[number % 2 == 0 ? 2 : 0].DownloadUrl,
                SshKeys = ["laptop"],
                Ports = ports,
                CreatedAt = createdAt,
                ActiveAt = state == VmState.Launching ? now + TimeSpan.FromSeconds(10) : createdAt + VmTimes.Launch,
                PublicIp = VmIds.Address(number),
                Price = offer.Price,
                NextBillingAt = state == VmState.Terminated ? null : lastBilling + VmTimes.Epoch,
            };
            vm.CheckAt = vm.NextBillingAt - VmTimes.Warning is { } check && check > now ? check : null;
            vm.Enter(state, state switch
            {
                VmState.Active => vm.ActiveAt,
                VmState.SmallBalance => vm.NextBillingAt!.Value - VmTimes.Warning,
                VmState.Launching => createdAt + VmTimes.Pickup,
                _ => lastBilling,
            });
            var onReserve = state == VmState.InsufficientFunds ? 1 : 0;
            account.Ledger.PayIn(offer.Price * (epochs + Ledger.DepositEpochs - onReserve));
            account.Ledger.Start(vm);
            for (var charged = onReserve; charged < epochs; charged++)
            {
                account.Ledger.TryCharge(vm);
            }
            if (onReserve == 1)
            {
                account.Ledger.ChargeReserve(vm);
            }
            account.Fleet.Add(vm);
        }
    }

    /// <summary>A public key that belongs to nobody: its bytes only say that they are made up.</summary>
    private static string LaptopKey()
    {
        var algorithm = Encoding.ASCII.GetBytes("ssh-ed25519");
        var key = Encoding.ASCII.GetBytes("this is a fake and opens nothing");
        byte[] blob = [0, 0, 0, (byte)algorithm.Length, .. algorithm, 0, 0, 0, (byte)key.Length, .. key];
        return $"ssh-ed25519 {Convert.ToBase64String(blob)} me@laptop";
    }
}
