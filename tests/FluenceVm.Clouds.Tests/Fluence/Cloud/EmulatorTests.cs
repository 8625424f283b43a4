using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Journal;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Emulator;
using FluenceVm.Emulator.Fluence.Market;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Tests.Fluence.Cloud;

/// <summary>
/// The client against the emulator, an independent reading of the same contract. Where the contract is at hand, every request
/// and every response between the two is held against it.
/// </summary>
public sealed class EmulatorTests : IDisposable
{
    private readonly Referee _referee = new();
    private readonly List<EmulatedAccount> _accounts = [];

    private static VmOrder Order(string name = "web", int count = 1, bool publicIp = true) => new()
    {
        Name = name,
        Count = count,
        Image = "https://images.example/ubuntu.img",
        SshKeys = [SshKeys.Ed25519],
        Constraints = new VmConstraints { PublicIp = publicIp },
        UserData = "#cloud-config\n",
    };

    public void Dispose()
    {
        _accounts.ForEach(account => account.Dispose());
        Assert.Empty(_referee.Violations);
    }

    private EmulatedAccount Open(decimal balance = 1000m)
    {
        var account = new EmulatedAccount(handler => _referee.Between(handler), FluenceApiVersion.Cloud, balance);
        _accounts.Add(account);
        return account;
    }

    private static async Task<Vm> OrderAsync(EmulatedAccount account, VmOrder order)
    {
        var placed = await account.Orders.PlaceAsync(order);
        await new VmWaiter(account.Client, account.Time).WaitAsync(placed.VmIds, "Active", TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(2), _ => { }, outcome => Assert.Null(outcome.Error), default);
        return Assert.Single(await account.VmsAsync(), vm => vm.Id == placed.VmIds[0]);
    }

    private static async Task<List<Orphan>> OrphansAsync(EmulatedAccount account)
    {
        var orphans = new List<Orphan>();
        await account.Client.ListOrphansAsync(orphans.Add, default);
        return orphans;
    }

    private static async Task<VmOutcome> RemoveAsync(EmulatedAccount account, VmRemoval removal)
    {
        var outcomes = new List<VmOutcome>();
        await account.Client.RemoveVmsAsync(removal, outcomes.Add, default);
        return Assert.Single(outcomes);
    }

    [Fact]
    public async Task A_VM_is_ordered_changed_and_removed_with_all_that_came_with_it()
    {
        var account = Open();
        var estimate = await account.Client.EstimateAsync(Order().Constraints, 1, default);
        var vm = await OrderAsync(account, Order());

        Assert.Equal(("web", VmStatus.Launched.Value), (vm.Name, vm.Status));
        Assert.NotNull(vm.PublicIp);
        Assert.NotNull(vm.Country);
        Assert.Equal("https://images.example/ubuntu.img", vm.OsImage);
        Assert.Equal(estimate.TotalPricePerEpoch, vm.PricePerEpoch);

        await account.Client.UpdateVmsAsync([new VmUpdate { Id = vm.Id, Name = "api" }], default);
        await account.Client.RestartVmAsync(vm.Id, soft: true, default);
        account.Time.Advance(TimeSpan.FromMinutes(5));
        await account.Client.RestartVmAsync(vm.Id, soft: false, default);
        account.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("api", Assert.Single(await account.VmsAsync()).Name);

        var outcome = await RemoveAsync(account, new VmRemoval { Ids = [vm.Id] });
        Assert.Null(outcome.Error);
        Assert.Empty(outcome.StillBilled);
        Assert.Empty(await OrphansAsync(account));
        Assert.Empty(await account.VmsAsync());
        Assert.Equal("terminated", Assert.Single(await account.Client.GetStatusesAsync([vm.Id], default)).Status);
        Assert.Null((await RemoveAsync(account, new VmRemoval { Ids = [vm.Id] })).Error);
    }

    [Fact]
    public async Task Ports_are_opened_shared_changed_and_closed_with_the_VM()
    {
        var account = Open();
        VmPort[] web = [VmPort.Ssh, new VmPort(443, "tcp")];
        var order = new VmOrder { Name = "web", Count = 2, Image = Order().Image, SshKeys = Order().SshKeys, Constraints = Order().Constraints, OpenPorts = [web[1]] };
        var placed = await account.Orders.PlaceAsync(order);

        Assert.All(await account.VmsAsync(), vm => Assert.Equal(web, vm.Ports));
        Assert.Equal(1, Groups(account));

        await account.Client.UpdateVmsAsync([new VmUpdate { Id = placed.VmIds[0], OpenPorts = [VmPort.Ssh, new VmPort(53, "udp")] }], default);
        Assert.Equal(["22/tcp 53/udp", "22/tcp 443/tcp"], (await account.VmsAsync()).Select(vm => string.Join(' ', vm.Ports!)));
        Assert.Equal(2, Groups(account));

        await account.Client.UpdateVmsAsync([new VmUpdate { Id = placed.VmIds[1], OpenPorts = [new VmPort(53, "udp"), VmPort.Ssh] }], default);
        Assert.Equal(1, Groups(account));

        var outcome = await RemoveAsync(account, new VmRemoval { Ids = [placed.VmIds[0]] });
        Assert.Equal((null, null), (outcome.Error, outcome.LeftGroup));
        Assert.Equal(1, Groups(account));
        outcome = await RemoveAsync(account, new VmRemoval { Ids = [placed.VmIds[1]], KeepStorage = true, KeepPublicIp = true });
        Assert.Equal((null, null), (outcome.Error, outcome.LeftGroup));
        Assert.Equal(0, Groups(account));
    }

    private static int Groups(EmulatedAccount account) =>
        account.Emulator.Requests.Count(request => request is { Method: "POST", Path: "/v1/security_groups", Status: 200 })
        - account.Emulator.Requests.Count(request => request is { Method: "DELETE", Operation: "SecurityGroup", Status: 200 });

    [Fact]
    public async Task What_was_kept_is_found_and_removed_later()
    {
        var account = Open();
        var vm = await OrderAsync(account, Order());
        var outcome = await RemoveAsync(account, new VmRemoval { Ids = [vm.Id], KeepStorage = true, KeepPublicIp = true });
        Assert.Equal(2, outcome.StillBilled.Count);
        account.Time.Advance(TimeSpan.FromMinutes(5));

        var orphans = await OrphansAsync(account);
        Assert.Equal(outcome.StillBilled.Select(left => left.Id).Order(StringComparer.Ordinal), orphans.Select(left => left.Id).Order(StringComparer.Ordinal));
        Assert.All(orphans, orphan => Assert.True(orphan.PricePerHour > 0));
        foreach (var orphan in orphans)
        {
            await account.Client.RemoveOrphanAsync(orphan, default);
        }
        account.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Empty(await OrphansAsync(account));
        await Assert.ThrowsAsync<InvalidOperationException>(() => account.Client.RemoveOrphanAsync(orphans[0], default));
    }

    [Fact]
    public async Task A_disk_that_a_VM_uses_is_no_orphan()
    {
        var account = Open();
        var vm = await OrderAsync(account, Order());
        var disk = new Orphan { Type = ResourceType.Storage, Id = (string)vm.Resources.First(each => each.Type == ResourceType.Storage).Details["id"]! };

        await Assert.ThrowsAsync<InvalidOperationException>(() => account.Client.RemoveOrphanAsync(disk, default));
        Assert.Empty(await OrphansAsync(account));
    }

    [Fact]
    public async Task An_insufficient_balance_orders_nothing_and_says_what_there_is()
    {
        var account = Open(balance: 0.001m);
        var exception = await Assert.ThrowsAsync<FluenceApiException>(() => account.Orders.PlaceAsync(Order(), null, default));

        Assert.Equal("insufficient_balance", exception.Code);
        Assert.Contains("The balance is 0.001", exception.Message, StringComparison.Ordinal);
        Assert.Empty(await account.VmsAsync());
        Assert.Empty(await OrphansAsync(account));
    }

    [Fact]
    public async Task Pages_of_the_service_come_together()
    {
        var account = Open(100_000m);
        await account.Orders.PlaceAsync(Order(count: 230, publicIp: false), null, default);

        Assert.Equal(230, (await account.VmsAsync()).Select(vm => vm.Id).Distinct().Count());
    }

    [Fact]
    public async Task Everything_that_only_reads_can_be_read()
    {
        var account = Open();
        var client = account.Client;
        var offers = new List<Offer>();
        await client.ListOffersAsync(new VmConstraints(), offers.Add, default);

        Assert.NotEmpty(offers);
        Assert.Contains(await client.ListMachineTypesAsync(default), type => type is { Available: true, PricePerHour: > 0, Region: not null });
        Assert.Contains(await client.ListImagesAsync(default), image => image.Slug == "ubuntu-22-04-x64");
        Assert.NotEmpty(await client.ListCountriesAsync(default));
        Assert.NotEmpty(await client.ListHardwareAsync(default));
        Assert.NotEmpty(await client.ListDatacentersAsync(default));
        Assert.Equal(1000m, Assert.Single(await client.ListBalancesAsync(default)).Amount);
        Assert.False((await client.AddSshKeyAsync("mine", SshKeys.Ed25519, default)).WasKnown);
        Assert.True((await client.AddSshKeyAsync("mine", SshKeys.Ed25519, default)).WasKnown);
        await client.RemoveSshKeyAsync(Assert.Single(await client.ListSshKeysAsync(default)).Fingerprint, default);
        Assert.Empty(await client.ListSshKeysAsync(default));
    }

    [Theory]
    [InlineData(EmulatorGenerations.MarketV2, FluenceApiVersion.MarketV2)]
    [InlineData(EmulatorGenerations.MarketV2 | EmulatorGenerations.MarketV3, FluenceApiVersion.MarketV3)]
    [InlineData(EmulatorGenerations.Cloud, FluenceApiVersion.Cloud)]
    [InlineData(EmulatorGenerations.All, FluenceApiVersion.Cloud)]
    public async Task Auto_finds_what_an_emulator_serves(EmulatorGenerations served, FluenceApiVersion expected)
    {
        using var emulator = new VmEmulator(new VmEmulatorOptions { Generations = served });
        using var connection = new FluenceConnection(new FluenceConnectionOptions
        {
            Endpoint = emulator.Uri,
            ApiKey = Connections.Secure(emulator.ApiKey),
            Transport = emulator.CreateHandler(),
        });
        Assert.Equal(expected, (await connection.OpenAsync(null, default)).ApiVersion);
        Assert.InRange(emulator.RequestCount, 1, 2);
    }

    /// <summary>Holds what passes against the contract.</summary>
    private sealed class Referee
    {
        private readonly RequestContract? _file = RequestContract.TryLoad();

        public List<string> Violations { get; } = [];

        public HttpMessageHandler Between(HttpMessageHandler inner) => new Handler(this, inner);

        private sealed class Handler(Referee referee, HttpMessageHandler inner) : DelegatingHandler(inner)
        {
            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                if (referee._file is not { } file)
                {
                    return await base.SendAsync(request, cancellationToken);
                }
                var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
                var found = file.Violations(request.Method.Method, request.RequestUri!, body);
                var response = await base.SendAsync(request, cancellationToken);
                await response.Content.LoadIntoBufferAsync(cancellationToken);
                var operation = file.Match(request.Method.Method, request.RequestUri!.AbsolutePath);
                var text = await response.Content.ReadAsStringAsync(cancellationToken);
                lock (referee.Violations)
                {
                    referee.Violations.AddRange(found);
                    referee.Violations.AddRange(operation is null ? [] : file.Violations(operation, (int)response.StatusCode, text));
                }
                return response;
            }
        }
    }
}
