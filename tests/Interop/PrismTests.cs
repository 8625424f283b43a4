using System.Collections.Concurrent;
using System.Net;
using System.Text;
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
        // The VM of the mock server is a draft, which is free.
        Assert.All(vms, vm => Assert.Equal(("draft", 0m), (vm.Status, vm.PricePerHour)));
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
        // The amounts of the mock server aren't amounts.
        await Assert.ThrowsAsync<InvalidResponseException>(() => client.ListBalancesAsync(default));
        var orphans = new List<Orphan>();
        await client.ListOrphansAsync(orphans.Add, default);
        Assert.Equal(2, orphans.Count);
        foreach (var orphan in orphans)
        {
            await client.RemoveOrphanAsync(orphan, default);
        }
        Assert.True(violations.Found.IsEmpty, string.Join("\n", violations.Found));
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
        var journal = new OperationJournal(new JournalHome(_orders.FullName), new Account(connection.Endpoint, "prism"));
        var orders = new OrderDesk(client, journal);
        var asked = new VmOrder
        {
            Name = "web",
            Count = 2,
            Image = "ubuntu-24-04-x64",
            SshKeys = [Key],
            Constraints = constraints,
            UserData = "#cloud-config\n",
        };
        var placed = await orders.PlaceAsync(asked, await client.PlanOrderAsync(asked, default), orders.NewKey(asked), default);
        Assert.Null(placed.Failure);
        var order = placed.Order;
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
        // What the VMs have left is too young to be one.
        Assert.Equal(2, outcomes[1].StillBilled.Count);
        Assert.Equal(before.Select(left => left.Id), orphans.Select(left => left.Id));
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
            if (RequestsOnly && response.IsSuccessStatusCode)
            {
                response.Content = await WithFirstPageAsync(response.Content, cancellationToken);
            }
            // The first look, by which the client tells generations apart, goes without a key on purpose.
            if (request.Headers.Contains("X-API-KEY") && response.Headers.TryGetValues(Prism.ViolationsHeader, out var found))
            {
                using var violations = JsonDocument.Parse(string.Concat(found));
                foreach (var violation in violations.RootElement.EnumerateArray().Where(IsOne))
                {
                    Found.Enqueue($"{request.Method} {request.RequestUri}: {violation}");
                }
            }
            return response;
        }

        /// <summary>The examples of the file are all of a page 0, which there isn't.</summary>
        private static async Task<HttpContent> WithFirstPageAsync(HttpContent content, CancellationToken cancellationToken)
        {
            var text = await content.ReadAsStringAsync(cancellationToken);
            text = text.Replace("\"currentPage\":0", "\"currentPage\":1", StringComparison.Ordinal);
            return new StringContent(text, Encoding.UTF8, "application/json");
        }

        // A status that an operation doesn't list is a warning: 404 stands in the file's text only.
        private bool IsOne(JsonElement violation) => violation.GetProperty("severity").GetString() == "Error"
            && (!RequestsOnly || violation.GetProperty("location")[0].GetString() == "request");
    }
}
