using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Orders;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Journal;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Emulator;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Interop.Tests;

/// <summary>The client of generation Cloud against prism, which knows the published contract and nothing of this project.</summary>
public sealed class PrismTests : IDisposable
{
    private const string SomeId = "3fa85f64-5717-4562-b3fc-2c963f66afa6";
    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKgJIjnDg1DjqOOxINs78oU3f7PJXIyq9uiNocNVhXNx";
    private readonly DirectoryInfo _orders = Directory.CreateTempSubdirectory("fluencevm-orders-");

    public void Dispose() => _orders.Delete(recursive: true);

    [SkippableFact]
    public async Task The_client_works_against_the_mock_server()
    {
        await using var prism = await Prism.MockAsync();
        using var violations = new Violations { RequestsOnly = true };
        using var connection = Connect(prism.Uri, "no-real-key", violations, FluenceApiVersion.Auto);
        var client = await connection.OpenAsync(null, default);
        Assert.Equal(FluenceApiVersion.Cloud, client.ApiVersion);

        var vms = new List<Vm>();
        await client.ListVmsAsync(VmFilter.All, vms.Add, default);
        await client.ListVmsAsync(new VmFilter { Names = ["web-1"], Statuses = ["launched", "softRebooting"] }, vms.Add, default);
        await client.ListVmsAsync(new VmFilter { Ids = [SomeId] }, vms.Add, default);
        Assert.Equal(3, vms.Count);
        Assert.All(vms, vm => Assert.Equal(0.05m, vm.PricePerHour));
        Assert.NotEmpty(await client.GetStatusesAsync([SomeId], default));
        await client.UpdateVmsAsync([new VmUpdate { Id = SomeId, Name = "web-2" }], default);
        await client.RestartVmAsync(SomeId, soft: false, default);
        await client.RestartVmAsync(SomeId, soft: true, default);
        await client.RemoveVmsAsync(
            new VmRemoval { Ids = [SomeId], KeepStorage = true, KeepPublicIp = true },
            outcome => Assert.Null(outcome.Error),
            default);
        Assert.NotEmpty(await client.ListImagesAsync(default));
        Assert.NotEmpty(await client.ListMachineTypesAsync(default));
        Assert.NotEmpty(await client.ListDatacentersAsync(default));
        Assert.NotEmpty(await client.ListCountriesAsync(default));
        Assert.NotEmpty(await client.ListHardwareAsync(default));
        Assert.Equal(100.50m, Assert.Single(await client.ListBalancesAsync(default)).Amount);
        var orphans = new List<Orphan>();
        await client.ListOrphansAsync(orphans.Add, default);
        Assert.Equal(2, orphans.Count);
        // Every disk of the mock server is in use.
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.RemoveOrphanAsync(orphans[0], default));
        await client.RemoveOrphanAsync(orphans[1], default);
        Assert.True(violations.Found.IsEmpty, string.Join("\n", violations.Found));
    }

    [SkippableFact]
    public async Task The_file_keeps_SSH_keys_from_API_keys_and_the_error_says_so()
    {
        await using var prism = await Prism.MockAsync();
        using var violations = new Violations();
        using var connection = Connect(prism.Uri, "no-real-key", violations);
        var client = await connection.OpenAsync(null, default);

        var exception = await Assert.ThrowsAsync<FluenceApiException>(() => client.ListSshKeysAsync(default));
        Assert.Equal((401, "unauthorized"), (exception.Status, exception.Code));
        Assert.Contains("register the key there, and give its id", exception.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task The_life_of_VMs_passes_the_proxy_in_front_of_the_emulator_without_a_violation()
    {
        using var emulator = new VmEmulator(new VmEmulatorOptions { ClockRate = 20 });
        await using var prism = await Prism.ProxyAsync(emulator.Listen());
        using var violations = new Violations();
        using var connection = Connect(prism.Uri, emulator.ApiKey, violations);
        var client = await connection.OpenAsync(null, default);

        Assert.False((await client.AddSshKeyAsync("mine", Key, default)).WasKnown);
        var constraints = new VmConstraints
        {
            PublicIp = true,
            Countries = ["PL"],
            Hardware = [new Hardware { Kind = "Cpu", Manufacturer = "AMD", Architecture = "Zen" }],
        };
        var estimate = await client.EstimateAsync(constraints, 2, default);
        var orders = new OrderDesk(
            client,
            new OperationJournal(new JournalHome(_orders.FullName), new Account(connection.Endpoint, "prism")));
        var order = await orders.PlaceAsync(
            new VmOrder
            {
                Name = "web",
                Count = 2,
                Image = "https://images.example/ubuntu.img",
                SshKeys = [Key],
                Constraints = constraints,
                UserData = "#cloud-config\n",
            });
        await new VmWaiter(client).WaitAsync(
            order.VmIds,
            "Active",
            TimeSpan.FromMinutes(2),
            TimeSpan.FromSeconds(0.2),
            _ => { },
            outcome => Assert.Null(outcome.Error),
            default);

        var vms = new List<Vm>();
        await client.ListVmsAsync(new VmFilter { Names = ["web"] }, vms.Add, default);
        Assert.Equal(estimate.TotalPricePerEpoch, vms.Sum(vm => vm.PricePerEpoch));
        await client.ListVmsAsync(VmFilter.All, vms.Add, default);
        await client.UpdateVmsAsync([new VmUpdate { Id = order.VmIds[0], Name = "api" }], default);
        await client.RestartVmAsync(order.VmIds[0], soft: true, default);
        await Assert.ThrowsAsync<FluenceApiException>(() => client.RestartVmAsync(SomeId, soft: false, default));

        var before = new List<Orphan>();
        await client.ListOrphansAsync(before.Add, default);
        var outcomes = new List<VmOutcome>();
        await client.RemoveVmsAsync(new VmRemoval { Ids = [order.VmIds[1]] }, outcomes.Add, default);
        await client.RemoveVmsAsync(
            new VmRemoval { Ids = [order.VmIds[0]], KeepStorage = true, KeepPublicIp = true },
            outcomes.Add,
            default);
        Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
        await new VmWaiter(client).WaitAsync(
            [order.VmIds[0]],
            "Terminated",
            TimeSpan.FromMinutes(2),
            TimeSpan.FromSeconds(0.2),
            _ => { },
            outcome => Assert.Null(outcome.Error),
            default);
        var orphans = new List<Orphan>();
        await client.ListOrphansAsync(orphans.Add, default);
        Assert.Equal(
            outcomes[1].StillBilled.Concat(before).Select(left => left.Id).Order(StringComparer.Ordinal),
            orphans.Select(left => left.Id).Order(StringComparer.Ordinal));
        foreach (var orphan in orphans)
        {
            await client.RemoveOrphanAsync(orphan, default);
        }

        await client.ListOffersAsync(new VmConstraints(), _ => { }, default);
        await client.ListMachineTypesAsync(default);
        await client.ListImagesAsync(default);
        await client.ListCountriesAsync(default);
        await client.ListHardwareAsync(default);
        await client.ListBalancesAsync(default);
        await client.RemoveSshKeyAsync(
            Assert.Single(await client.ListSshKeysAsync(default), key => key.Name == "mine").Fingerprint,
            default);
        Assert.True(violations.Found.IsEmpty, string.Join("\n", violations.Found));
        Assert.True(violations.Passed > 40, $"Only {violations.Passed} answers passed the proxy.");
    }

    private static FluenceConnection Connect(
        Uri endpoint,
        string key,
        HttpMessageHandler transport,
        FluenceApiVersion version = FluenceApiVersion.Cloud) => new(new FluenceConnectionOptions
    {
        Endpoint = endpoint,
        ApiKey = new NetworkCredential(string.Empty, key).SecurePassword,
        ApiVersion = version,
        Transport = transport,
    });

    /// <summary>Collects what prism found of each response.</summary>
    private sealed class Violations() : DelegatingHandler(new HttpClientHandler { UseProxy = false, AllowAutoRedirect = false })
    {
        private int _passed;

        public ConcurrentQueue<string> Found { get; } = new();

        public int Passed => _passed;

        /// <summary>
        /// Leaves the responses out: a mock server's own, which repeat the file's examples, and some of these aren't of their
        /// type.
        /// </summary>
        public bool RequestsOnly { get; init; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            Interlocked.Increment(ref _passed);
            // The file gives the routes of SSH keys to the console's tokens only; the emulator takes an API key as well.
            if (response.Headers.TryGetValues(Prism.ViolationsHeader, out var found)
                && !request.RequestUri!.AbsolutePath.StartsWith("/v1/ssh_keys", StringComparison.Ordinal))
            {
                using var violations = JsonDocument.Parse(string.Concat(found));
                foreach (var violation in violations.RootElement.EnumerateArray().Where(IsOne))
                {
                    Found.Enqueue($"{request.Method} {request.RequestUri}: {violation}");
                }
            }
            return response;
        }

        // A status that an operation doesn't list is a warning: 404 stands in the file's text only.
        private bool IsOne(JsonElement violation) => violation.GetProperty("severity").GetString() == "Error"
            && (!RequestsOnly || violation.GetProperty("location")[0].GetString() == "request");
    }
}
