using System.Text.Json.Nodes;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Emulator;
using FluenceVm.Model;
using FluenceVm.Model.Errors;
using FluenceVm.Tests.Support;

namespace FluenceVm.Clouds.Tests.Fluence.Market;

public sealed class MarketplaceTests : IDisposable
{
    private readonly EmulatedAccount _account = new();

    private IFluenceClient Client => _account.Client;

    public void Dispose() => _account.Dispose();

    private static async Task<T> AskAsync<T>(string response, Func<IFluenceClient, Task<T>> ask, int status = 200)
    {
        await using var server = new LoopbackServer(exchange => exchange.RespondAsync(status, response));
        using var connection = Connections.To(server.Uri);
        return await ask(await connection.OpenAsync(null, CancellationToken.None));
    }

    /// <summary>A service without VMs that answers orders so.</summary>
    private static LoopbackServer Selling(string answer, int status = 200) => new(exchange => exchange switch
    {
        { Method: "POST", Target: "/vms/v3" } => exchange.RespondAsync(status, answer),
        { Method: "POST" } => exchange.RespondAsync(
            200, """{"depositAmountUsdc":"5","depositEpochs":2,"totalPricePerEpoch":"2.5","maxPricePerEpoch":"1.25","instances":2}"""),
        _ => exchange.RespondAsync(200, "[]"),
    });

    [Fact]
    public async Task An_order_is_sent_with_everything_that_was_asked_for()
    {
        await using var server = Selling($$"""[{"vmId":"{{Connections.Id(1)}}"},{"vmId":"{{Connections.Id(2)}}"}]""");
        using var connection = Connections.To(server.Uri);
        var client = await connection.OpenAsync(null, CancellationToken.None);

        var ids = await client.CreateVmsAsync(
            new VmOrder
            {
                Name = "web",
                HostName = "web.internal",
                Count = 2,
                Image = "https://images.example/a.raw.xz",
                SshKeys = [SshKeys.Rsa2048, SshKeys.Ed25519],
                OpenPorts = [VmPort.Parse("443/tcp"), VmPort.Parse("53/udp"), VmPort.Parse("443")],
                Constraints = new VmConstraints
                {
                    Configuration = "cpu-4-ram-8gb-storage-25gb",
                    Countries = ["PL", "DE"],
                    Hardware =
                    [
                        new Hardware { Kind = "Cpu", Manufacturer = "AMD", Architecture = "Zen" },
                        new Hardware { Kind = "Memory", Type = "DDR", Generation = "5" },
                        new Hardware { Kind = "Storage", Type = "NVMe" },
                    ],
                    AdditionalStorageGiB = 100,
                    MaxTotalPricePerEpoch = 2.5m,
                },
            },
            CancellationToken.None);

        Assert.Equal([Connections.Id(1), Connections.Id(2)], ids);
        var exchange = Assert.Single(server.Seen, each => each is { Method: "POST", Target: "/vms/v3" });
        var expected = JsonNode.Parse($$$"""
            {"constraints":{"basicConfiguration":"cpu-4-ram-8gb-storage-25gb",
              "additionalResources":{"storage":[{"type":"NVMe","supply":100,"units":"GiB"}]},
              "hardware":{"cpu":[{"manufacturer":"AMD","architecture":"Zen"}],"memory":[{"type":"DDR","generation":"5"}],
              "storage":[{"type":"NVMe"}]},
              "datacenter":{"countries":["PL","DE"]},"maxTotalPricePerEpochUsd":"1.25"},
             "instances":2,
             "vmConfiguration":{"name":"web","hostname":"web.internal","openPorts":[{"port":443,"protocol":"tcp"},{"port":53,
             "protocol":"udp"}],
              "osImage":"https://images.example/a.raw.xz","sshKeys":["{{{SshKeys.Rsa2048}}}","{{{SshKeys.Ed25519}}}"]}}
            """);
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(exchange.Body)), exchange.Body);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[{\"vmName\":\"web\"}]")]
    [InlineData("[null]")]
    public async Task An_order_whose_answer_names_no_vms_is_unreadable(string answer)
    {
        await using var server = Selling(answer);
        using var connection = Connections.To(server.Uri);
        var client = await connection.OpenAsync(null, CancellationToken.None);

        var exception = await Assert.ThrowsAsync<OrderUnknownException>(() => client.CreateVmsAsync(EmulatedAccount.Order(), default));
        Assert.Contains("does not name the VMs", exception.InnerException!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(429)]
    public async Task An_order_is_never_sent_twice(int status)
    {
        await using var server = Selling("""{"error":"no"}""", status);
        using var connection = Connections.To(server.Uri);
        var client = await connection.OpenAsync(null, CancellationToken.None);

        await Assert.ThrowsAnyAsync<Exception>(() => client.CreateVmsAsync(EmulatedAccount.Order(), CancellationToken.None));
        Assert.Single(server.Seen, each => each is { Method: "POST", Target: "/vms/v3" });
    }

    [Fact]
    public async Task Vms_are_ordered_watched_changed_and_deleted()
    {
        var ids = await Client.CreateVmsAsync(EmulatedAccount.Order("web", 3), CancellationToken.None);
        _account.Emulator.Step(TimeSpan.FromMinutes(10));

        var statuses = await Client.GetStatusesAsync([.. ids, Connections.Id(99)], CancellationToken.None);
        Assert.Equal(ids.Order(), statuses.Select(status => status.Id).Order());
        Assert.All(statuses, status => Assert.Equal(VmStatus.Active, status.Status));
        Assert.All(statuses, status => Assert.NotNull(status.PublicIp));

        await Client.UpdateVmsAsync(
            [new VmUpdate { Id = ids[0], Name = "db" }, new VmUpdate { Id = ids[1], OpenPorts = [VmPort.Ssh, VmPort.Parse("443/tcp")] }],
            CancellationToken.None);
        var vms = (await _account.VmsAsync()).ToDictionary(vm => vm.Id);
        Assert.Equal(("db", "web-2", "web-3"), (vms[ids[0]].Name, vms[ids[1]].Name, vms[ids[2]].Name));
        Assert.Equal(["22/tcp", "443/tcp"], vms[ids[1]].Ports!.Select(port => port.ToString()));
        Assert.Equal((2, 4m, 25m), (vms[ids[0]].CpuCount, vms[ids[0]].MemoryGiB, vms[ids[0]].StorageGiB));
        Assert.Equal(2, _account.Emulator.CountOf("UpdateVm"));

        var outcomes = new List<VmOutcome>();
        await Client.RemoveVmsAsync(new VmRemoval { Ids = [.. ids, Connections.Id(99)] }, outcomes.Add, CancellationToken.None);
        Assert.Equal(Connections.Id(99), Assert.Single(outcomes, outcome => outcome.Error is not null).Id);
        _account.Emulator.Step(TimeSpan.FromMinutes(10));
        Assert.Empty(await _account.VmsAsync());
    }

    [Fact]
    public async Task Statuses_of_many_are_few_requests()
    {
        await using var server = new LoopbackServer(exchange => exchange.RespondAsync(200, "[]"));
        using var connection = Connections.To(server.Uri);
        var client = await connection.OpenAsync(null, CancellationToken.None);

        await client.GetStatusesAsync([.. Enumerable.Range(1, 300).Select(Connections.Id)], CancellationToken.None);
        Assert.Equal(2, server.Seen.Count);
        Assert.All(server.Seen, exchange => Assert.StartsWith("/vms/v3/status?ids=0x", exchange.Target, StringComparison.Ordinal));
        await Assert.ThrowsAsync<ArgumentException>(() => client.GetStatusesAsync(["web-1"], CancellationToken.None));
    }

    [Fact]
    public async Task An_estimate_tells_price_and_deposit()
    {
        var offers = new List<Offer>();
        await Client.ListOffersAsync(
            new VmConstraints { Configuration = "cpu-4-ram-8gb-storage-25gb", Countries = ["PL"] },
            offers.Add,
            CancellationToken.None);
        var offer = Assert.Single(offers);
        var estimate = await Client.EstimateAsync(
            new VmConstraints { Configuration = offer.Configuration, Countries = ["PL"] },
            3,
            CancellationToken.None);

        Assert.Equal(offer.PricePerEpoch * 3, estimate.TotalPricePerEpoch);
        Assert.Equal(estimate.TotalPricePerEpoch * estimate.DepositEpochs, estimate.Deposit);
        Assert.Equal((2, 3, offer.PricePerEpoch), (estimate.DepositEpochs, estimate.Count, estimate.MaxPricePerEpoch));
    }

    [Theory]
    [InlineData("{\"depositEpochs\":2,\"totalPricePerEpoch\":\"1.5\"}", "the depositAmountUsdc of the estimate is missing")]
    [InlineData(
        "{\"depositAmountUsdc\":\"3\",\"depositEpochs\":2,\"totalPricePerEpoch\":\"a lot\"}",
        "the totalPricePerEpoch of the estimate is \"a lot\"")]
    [InlineData("[]", "it is a JSON array where a JSON object is expected")]
    public async Task An_estimate_without_its_amounts_is_unreadable(string answer, string expected)
    {
        var exception = await Assert.ThrowsAsync<InvalidResponseException>(
            () => AskAsync(answer, client => client.EstimateAsync(new VmConstraints(), 1, CancellationToken.None)));
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_met_says_so_in_the_services_words()
    {
        var exception = await Assert.ThrowsAsync<FluenceApiException>(
            () => Client.EstimateAsync(
                new VmConstraints { Configuration = "cpu-2-ram-4gb-storage-25gb", Countries = ["AQ"] },
                1,
                CancellationToken.None));
        Assert.Equal((422, "No suitable offer found"), (exception.Status, exception.ServiceText));
    }

    [Fact]
    public async Task An_offer_arrives_whole()
    {
        var offers = await AskAsync("""
            [{"configuration":{"slug":"cpu-4-ram-8gb-storage-25gb","price":"2.4352"},
              "resources":[{"type":"VCPU","metadata":{"manufacturer":"AMD"},"price":"1.2"},{"type":"RAM","metadata":{"type":"DDR"},
              "price":"1"},{"type":"STORAGE","metadata":{"type":"NVMe"},"price":"0.2352"}],
              "datacenter":{"countryCode":"PL","cityCode":"WAW","cityIndex":1,"tier":3,"certifications":[]},
              "servers":[{"availableBasicInstances":3,"additionalResources":[]},{"availableBasicInstances":4}],
              "maxAdditionalSupply":[{"type":"STORAGE","metadata":{"type":"NVMe"},"price":"0.0512","supply":2,"units":"TiB",
              "perVmLimit":null}]},
             {"configuration":{"slug":"odd","price":"free"}}, {}]
            """, async client =>
        {
            var list = new List<Offer>();
            var exception = await Assert.ThrowsAsync<InvalidResponseException>(
                () => client.ListOffersAsync(new VmConstraints(), list.Add, CancellationToken.None));
            Assert.Contains("the price of odd is \"free\"", exception.Message, StringComparison.Ordinal);
            return list;
        });

        var offer = Assert.Single(offers);
        Assert.Equal(
            ("cpu-4-ram-8gb-storage-25gb", 2.4352m, "PL", 7),
            (offer.Configuration, offer.PricePerEpoch, offer.Country, offer.AvailableInstances));
        Assert.Equal(["4 vCPU VCPU", "8 GiB RAM", "25 GiB STORAGE"], offer.Resources.Select(resource => resource.ToString()));
        var storage = Assert.Single(offer.AdditionalStorage);
        Assert.Equal(("NVMe", 2048m, null, 0.00005m), (storage.Type, storage.SupplyGiB, storage.PerVmLimitGiB, storage.PricePerGiBEpoch));
    }

    [Fact]
    public async Task Machine_types_have_the_cheapest_offer_that_can_be_had()
    {
        await using var server = new LoopbackServer(
            exchange => exchange.RespondAsync(200, exchange.Target == "/marketplace/basic_configurations"
                ? """["cpu-4-ram-8gb-storage-25gb","cpu-2-ram-4gb-storage-25gb","cpu-64-ram-256gb-storage-25gb"]"""
                : """
              [{"configuration":{"slug":"cpu-2-ram-4gb-storage-25gb","price":"0.24"},"datacenter":{"countryCode":"FI"},
               "servers":[{"availableBasicInstances":0}]},
               {"configuration":{"slug":"cpu-2-ram-4gb-storage-25gb","price":"0.72"},"datacenter":{"countryCode":"DE"},
                "servers":[{"availableBasicInstances":1}]},
               {"configuration":{"slug":"cpu-2-ram-4gb-storage-25gb","price":"0.48"},"datacenter":{"countryCode":"PL"},
                "servers":[{"availableBasicInstances":2}]},
               {"configuration":{"slug":"cpu-4-ram-8gb-storage-25gb","price":"0.96"},"datacenter":{"countryCode":"PL"},"servers":[]}]
              """));
        using var connection = Connections.To(server.Uri);
        var types = await (await connection.OpenAsync(null, CancellationToken.None)).ListMachineTypesAsync(CancellationToken.None);

        Assert.Equal(
            [
                ("cpu-2-ram-4gb-storage-25gb", 2, 4m, 25m, 0.02m, true, "PL"),
                ("cpu-4-ram-8gb-storage-25gb", 4, 8m, 25m, 0.04m, false, "PL"),
                ("cpu-64-ram-256gb-storage-25gb", 64, 256m, 25m, (decimal?)null, false, (string?)null),
            ],
            types.Select(type =>
                (type.Id, type.CpuCount ?? 0, type.MemoryGiB ?? 0, type.StorageGB ?? 0, type.PricePerHour, type.Available, type.Region)));
        Assert.All(types, type => Assert.Equal((nameof(Model.Cloud.Fluence), "USDC"), (type.Cloud, type.Currency)));
    }

    [Fact]
    public async Task The_catalogue_is_read()
    {
        Assert.Contains("PL", await Client.ListCountriesAsync(CancellationToken.None));
        Assert.Contains(
            await Client.ListDatacentersAsync(CancellationToken.None),
            datacenter => datacenter.ToString() == "PL-WAW-1" && datacenter.Tier == 3);
        var hardware = await Client.ListHardwareAsync(CancellationToken.None);
        Assert.Equal(["Cpu", "Memory", "Storage"], hardware.Select(each => each.Kind).Distinct());
        Assert.Contains(hardware, each => each is { Kind: "Memory", Type: "DDR", Generation: "5" });
        var image = Assert.Single(await Client.ListImagesAsync(CancellationToken.None), image => image.Slug == "ubuntu-22-04-x64");
        Assert.Equal((nameof(Model.Cloud.Fluence), "Ubuntu", "ubuntu"), (image.Cloud, image.Distro, image.UserName));
        Assert.NotEmpty(await Client.ListMachineTypesAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Images_are_found_by_slug_name_id_and_address()
    {
        var image = (await Client.ListImagesAsync(CancellationToken.None))[0];
        foreach (var text in new[] { image.Slug!, image.Slug!.ToUpperInvariant(), image.Name!, image.Id, image.DownloadUrl! })
        {
            Assert.Equal(image.DownloadUrl, await ImageResolver.ResolveAsync(Client, text, CancellationToken.None));
        }
        var none = await Assert.ThrowsAsync<ArgumentException>(
            () => ImageResolver.ResolveAsync(Client, "windows-95", CancellationToken.None));
        Assert.Contains("No image 'windows-95' exists. There are: ubuntu-22-04-x64", none.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(
            () => ImageResolver.ResolveAsync(Client, "https://images.example/a.iso", CancellationToken.None));
    }

    [Fact]
    public async Task An_ambiguous_image_name_is_no_guess()
    {
        var exception = await Assert.ThrowsAsync<ArgumentException>(() => AskAsync(
            """[{"id":"1","name":"Ubuntu","slug":"a"},{"id":"2","name":"ubuntu","slug":"b"}]""",
            client => ImageResolver.ResolveAsync(client, "Ubuntu", CancellationToken.None)));
        Assert.Contains("Give the slug of one: a, b", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ssh_keys_are_added_known_listed_resolved_and_removed()
    {
        var added = await Client.AddSshKeyAsync("laptop", SshKeys.Ed25519 + "\n", CancellationToken.None);
        var again = await Client.AddSshKeyAsync("other", SshKeys.Ed25519, CancellationToken.None);
        Assert.Equal((false, true), (added.WasKnown, again.WasKnown));
        Assert.Equal(("laptop", SshKeys.Ed25519Fingerprint), (again.Key.Name, again.Key.Fingerprint));

        var key = Assert.Single(await Client.ListSshKeysAsync(CancellationToken.None));
        Assert.Equal(
            ("laptop", "ssh-ed25519", "test@example", SshKeys.Ed25519, true),
            (key.Name, key.Algorithm, key.Comment, key.PublicKey, key.Active));
        Assert.Equal(_account.Time.GetUtcNow(), key.CreatedAt);

        Assert.Equal(SshKeys.Ed25519, await SshKeyResolver.ResolveAsync(Client, "laptop", CancellationToken.None));
        Assert.Equal(SshKeys.Ed25519, await SshKeyResolver.ResolveAsync(Client, SshKeys.Ed25519Fingerprint, CancellationToken.None));
        Assert.Equal(SshKeys.Nistp256, await SshKeyResolver.ResolveAsync(Client, SshKeys.Nistp256 + "\r\n", CancellationToken.None));
        var unknown = await Assert.ThrowsAsync<ArgumentException>(
            () => SshKeyResolver.ResolveAsync(Client, "lost-key", CancellationToken.None));
        Assert.Contains("No SSH key 'lost-key' is registered. Registered keys: laptop.", unknown.Message, StringComparison.Ordinal);
        const string cutKey = "b3BlbnNzaC1rZXktZmFrZS1ub3QtYS1zZWNyZXQtYnV0LWxvbmc";
        var hidden = await Assert.ThrowsAsync<ArgumentException>(() => SshKeyResolver.ResolveAsync(Client, cutKey, CancellationToken.None));
        Assert.DoesNotContain(cutKey, hidden.ToString(), StringComparison.Ordinal);

        await Client.RemoveSshKeyAsync(key.Fingerprint, CancellationToken.None);
        Assert.Empty(await Client.ListSshKeysAsync(CancellationToken.None));
        var gone = await Assert.ThrowsAsync<FluenceApiException>(() => Client.RemoveSshKeyAsync(key.Fingerprint, CancellationToken.None));
        Assert.Equal(404, gone.Status);
    }

    [Fact]
    public async Task A_key_whose_removal_was_not_answered_is_removed()
    {
        await Client.AddSshKeyAsync("laptop", SshKeys.Ed25519, CancellationToken.None);
        _account.Emulator.SetFault(new EmulatorFault { Operation = "SshKeys", Kind = EmulatorFaultKind.DropAfter, Count = 1 });

        await Client.RemoveSshKeyAsync(SshKeys.Ed25519Fingerprint, CancellationToken.None);
        Assert.Empty(await Client.ListSshKeysAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_private_key_is_not_registered()
    {
        var before = _account.Emulator.RequestCount;
        await Assert.ThrowsAsync<FormatException>(
            () => Client.AddSshKeyAsync("laptop", "-----BEGIN OPENSSH PRIVATE KEY-----\nfake", CancellationToken.None));
        Assert.Equal(before, _account.Emulator.RequestCount);
    }

    [Theory]
    [InlineData("{\"name\":\"a\",\"fingerprint\":\"SHA256:x\",\"public_key\":\"text\"}", 201, false)]
    [InlineData("[{\"name\":\"a\",\"fingerprint\":\"SHA256:x\",\"publicKey\":\"text\"}]", 200, true)]
    public async Task Both_forms_of_a_registered_key_are_read(string response, int status, bool known)
    {
        var registration = await AskAsync(response, client => client.AddSshKeyAsync("a", SshKeys.Ed25519, CancellationToken.None), status);
        Assert.Equal(
            ("a", "SHA256:x", "text", known),
            (registration.Key.Name, registration.Key.Fingerprint, registration.Key.PublicKey, registration.WasKnown));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("\"ok\"")]
    [InlineData("{\"fingerprint\":7}")]
    public async Task A_registration_without_the_key_is_unreadable(string response) =>
        await Assert.ThrowsAsync<InvalidResponseException>(
            () => AskAsync(response, client => client.AddSshKeyAsync("a", SshKeys.Ed25519, CancellationToken.None)));

    [Fact]
    public async Task Restarting_names_what_to_do_instead()
    {
        var exception = await Assert.ThrowsAsync<NotSupportedException>(
            () => Client.RestartVmAsync(Connections.Id(1), soft: true, CancellationToken.None));
        Assert.Contains("can't restart a VM", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task V2_lists_statuses_and_the_marketplace_and_names_v3_for_the_rest()
    {
        using var old = new EmulatedAccount(version: FluenceApiVersion.MarketV2);
        Assert.NotEmpty(await old.Client.ListMachineTypesAsync(CancellationToken.None));
        Assert.Empty(await old.Client.ListSshKeysAsync(CancellationToken.None));
        Assert.Empty(await old.Client.GetStatusesAsync([Connections.Id(1)], CancellationToken.None));

        var exception = await Assert.ThrowsAsync<NotSupportedException>(
            () => old.Orders.PlaceAsync(EmulatedAccount.Order(), "k", CancellationToken.None));
        Assert.Contains("-ApiVersion MarketV3", exception.Message, StringComparison.Ordinal);
        Assert.Empty(old.Journal.All());
    }
}
