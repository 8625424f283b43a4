using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Tests.Fluence.Cloud;

/// <summary>Every request of the client is one that the published contract allows, and so is every response that it works with.</summary>
public class ClientConformanceTests
{
    private static readonly Hardware Zen = new() { Kind = "Cpu", Manufacturer = "AMD", Architecture = "Zen" };

    private static readonly Dictionary<string, Func<EmulatedCloud, Task>> Stories = new()
    {
        ["lists"] = async cloud =>
        {
            await cloud.PlaceAsync(EmulatedCloud.Order("web", 1, "443/tcp"));
            await cloud.VmsAsync(new VmFilter { Names = ["web 1&2"] });
            await cloud.VmsAsync(new VmFilter { Statuses = ["Launched", "SOFTREBOOTING", "Active"] });
            await cloud.VmsAsync(new VmFilter { Statuses = ["SomethingNew"] });
            await cloud.VmsAsync(new VmFilter { Ids = [(await cloud.VmsAsync())[0].Id] });
            await cloud.OrphansAsync();
        },
        ["the catalogue"] = async cloud =>
        {
            await cloud.Client.ListMachineTypesAsync(default);
            await cloud.Client.ListImagesAsync(default);
            await cloud.Client.ListCountriesAsync(default);
            await cloud.Client.ListHardwareAsync(default);
            await cloud.Client.ListBalancesAsync(default);
            await cloud.Client.ListOffersAsync(new VmConstraints { Hardware = [Zen] }, _ => { }, default);
            await cloud.Client.EstimateAsync(new VmConstraints { PublicIp = true }, 2, default);
        },
        ["SSH keys"] = async cloud =>
        {
            var added = await cloud.Client.AddSshKeyAsync("mine", SshKeys.Ed25519, default);
            await cloud.Client.AddSshKeyAsync("mine", SshKeys.Ed25519, default);
            await cloud.Client.RemoveSshKeyAsync(added.Key.Fingerprint, default);
        },
        ["a whole life"] = async cloud =>
        {
            var order = EmulatedCloud.Order("web", 2, "443/tcp", "53/udp") with { DiskSizesGB = [5], UserData = "#cloud-config\n" };
            var ids = await cloud.PlaceAsync(order);
            cloud.Emulator.Step(TimeSpan.FromSeconds(10));
            await cloud.Client.GetStatusesAsync(ids, default);
            await cloud.Client.UpdateVmsAsync([new VmUpdate { Id = ids[0], Name = "web-2", OpenPorts = [VmPort.Ssh] }], default);
            await cloud.Client.RestartVmAsync(ids[0], soft: false, default);
            await cloud.Client.RestartVmAsync(ids[1], soft: true, default);
            cloud.Emulator.Step(TimeSpan.FromSeconds(10));
            await cloud.RemoveAsync(ids);
        },
        ["a plain order, then a firewall"] = async cloud =>
        {
            var ids = await cloud.PlaceAsync(EmulatedCloud.Order());
            cloud.Emulator.Step(TimeSpan.FromSeconds(10));
            await cloud.Client.UpdateVmsAsync([new VmUpdate { Id = ids[0], OpenPorts = [] }], default);
            cloud.Emulator.Step(TimeSpan.FromSeconds(10));
            await cloud.RemoveAsync(ids, keepStorage: true, keepPublicIp: true);
            foreach (var orphan in await cloud.OrphansAsync())
            {
                await cloud.Client.RemoveOrphanAsync(orphan, default);
            }
        },
        ["a draft that is discarded"] = async cloud =>
        {
            var image = EmulatedCloud.Order() with { Image = "https://images.example/ubuntu.img", Provision = false };
            await cloud.RemoveAsync(await cloud.PlaceAsync(image));
        },
        ["a refusal"] = async cloud =>
        {
            await cloud.PlaceAsync(EmulatedCloud.Order());
            var result = await cloud.TryPlaceAsync(EmulatedCloud.Order("many", 900), "key-2");
            Assert.IsAssignableFrom<Exception>(result.Failure);
        },
    };

    public static TheoryData<string> Names => [.. Stories.Keys];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public async Task A_story_keeps_to_the_contract_in_both_directions(string name)
    {
        var checking = new Checking(RequestContract.Require());
        using var cloud = new EmulatedCloud(between: checking.Around);

        await Stories[name](cloud);

        Assert.NotEmpty(cloud.Sent);
        Assert.Empty(checking.Violations.Distinct());
    }

    [SkippableFact]
    public async Task The_stories_together_use_these_operations_and_no_others()
    {
        var checking = new Checking(RequestContract.Require());
        foreach (var story in Stories.Values)
        {
            using var cloud = new EmulatedCloud(between: checking.Around);
            await story(cloud);
        }
        Assert.Equal(
            [
                "DELETE /v3/public-ips/{public_ip_id}", "DELETE /v3/security-groups/{security_group_id}",
                "DELETE /v3/ssh-keys/{ssh_key_id}", "DELETE /v3/storages/{storage_id}", "DELETE /v3/vms/{vm_id}",
                "GET /v3/account/balances", "GET /v3/clusters", "GET /v3/clusters/resources", "GET /v3/configurations",
                "GET /v3/datacenters", "GET /v3/images", "GET /v3/prices/public-ip", "GET /v3/prices/storage", "GET /v3/prices/vm",
                "GET /v3/public-ips", "GET /v3/security-groups", "GET /v3/ssh-keys", "GET /v3/storage-types", "GET /v3/storages",
                "GET /v3/subnets", "GET /v3/vms", "GET /v3/vms/{vm_id}", "GET /v3/vms/{vm_id}/interfaces",
                "PATCH /v3/public-ips/{public_ip_id}", "PATCH /v3/security-groups/{security_group_id}", "PATCH /v3/vms/{vm_id}",
                "PATCH /v3/vms/{vm_id}/interfaces/{interface_id}", "POST /v3/security-groups", "POST /v3/ssh-keys",
                "POST /v3/vm-estimates", "POST /v3/vms", "POST /v3/vms/{vm_id}/provision", "POST /v3/vms/{vm_id}/restart",
                "POST /v3/vms/{vm_id}/softreboot", "POST /v3/vms/{vm_id}/terminate",
            ],
            checking.Operations.Distinct().Order(StringComparer.Ordinal));
    }

    [SkippableFact]
    public void The_check_sees_what_is_wrong()
    {
        var file = RequestContract.Require();
        var vm = $"https://fluence.test/v3/vms/{ScriptedCloud.Id(1)}";
        Assert.Empty(file.Violations("GET", new Uri("https://fluence.test/v3/vms?statuses[0]=launched&perPage=200"), null));
        Assert.NotEmpty(file.Violations("GET", new Uri("https://fluence.test/v3/vms?statuses[0]=Launched"), null));
        Assert.NotEmpty(file.Violations("GET", new Uri("https://fluence.test/v3/vms?state=launched"), null));
        Assert.NotEmpty(file.Violations("GET", new Uri("https://fluence.test/v3/vms?perPage=201"), null));
        Assert.NotEmpty(file.Violations("GET", new Uri("https://fluence.test/v3/vms?page=0"), null));
        Assert.NotEmpty(file.Violations("GET", new Uri("https://fluence.test/vms/v3"), null));
        Assert.NotEmpty(file.Violations("PATCH", new Uri(vm), """{"nmae":"web"}"""));
        Assert.NotEmpty(file.Violations("PATCH", new Uri(vm), """{"name":"Web"}"""));
        Assert.NotEmpty(file.Violations("POST", new Uri("https://fluence.test/v3/ssh-keys"), """{"name":"web"}"""));
        Assert.NotEmpty(file.Violations("POST", new Uri("https://fluence.test/v3/vms"), "{}"));
        Assert.Empty(file.Violations("POST", new Uri("https://fluence.test/v3/vms"), "{}", ["Idempotency-Key"]));
    }

    /// <summary>Holds what passes through against the contract.</summary>
    private sealed class Checking(RequestContract file)
    {
        public List<string> Violations { get; } = [];

        public List<string> Operations { get; } = [];

        public HttpMessageHandler Around(HttpMessageHandler inner) => new Handler(this, inner);

        private async Task CheckAsync(HttpRequestMessage request, HttpResponseMessage response)
        {
            var body = request.Content is null ? null : await request.Content.ReadAsStringAsync();
            var found = file.Violations(
                request.Method.Method, request.RequestUri!, body, [.. request.Headers.Select(header => header.Key)]).ToList();
            var operation = file.Match(request.Method.Method, request.RequestUri!.AbsolutePath);
            var text = await response.Content.ReadAsStringAsync();
            if (operation is not null && text.Length > 0)
            {
                found.AddRange(file.Violations(operation, (int)response.StatusCode, text));
            }
            lock (this)
            {
                Violations.AddRange(found);
                Operations.Add($"{operation}");
            }
        }

        private sealed class Handler(Checking checking, HttpMessageHandler inner) : DelegatingHandler(inner)
        {
            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                var response = await base.SendAsync(request, cancellationToken);
                await checking.CheckAsync(request, response);
                return response;
            }
        }
    }
}
