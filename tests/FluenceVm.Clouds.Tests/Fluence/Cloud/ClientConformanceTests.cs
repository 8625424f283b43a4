using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Emulator.Fluence.Market;
using FluenceVm.Emulator.Fluence;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Tests.Fluence.Cloud;

/// <summary>Every request that the client makes is one that the published contract allows; its responses are made of that contract.</summary>
public class ClientConformanceTests
{
    private const string SomeId = RequestContract.SomeId;
    private const string Key = CloudResponses.PublicKey;

    private static readonly Hardware Zen = new() { Kind = "Cpu", Manufacturer = "AMD", Architecture = "Zen" };
    private static readonly Hardware Nvme = new() { Kind = "Storage", Type = "NVMe" };

    private static readonly Dictionary<string, Func<IFluenceClient, Task>> Calls = new()
    {
        ["list"] = client => client.ListVmsAsync(VmFilter.All, _ => { }, default),
        ["list by name"] = client => client.ListVmsAsync(new VmFilter { Names = ["web 1&2"] }, _ => { }, default),
        ["list by status"] = client => client.ListVmsAsync(new VmFilter { Statuses = ["Launched", "SOFTREBOOTING"] }, _ => { }, default),
        ["list by an unknown status"] = client => client.ListVmsAsync(new VmFilter { Statuses = ["Active"] }, _ => { }, default),
        ["list by id"] = client => client.ListVmsAsync(new VmFilter { Ids = [SomeId] }, _ => { }, default),
        ["statuses"] = client => client.GetStatusesAsync([SomeId, SomeId], default),
        ["rename"] = client => client.UpdateVmsAsync([new VmUpdate { Id = SomeId, Name = "web-2" }], default),
        ["open ports"] = client => client.UpdateVmsAsync([new VmUpdate { Id = SomeId, OpenPorts = [VmPort.Ssh, new VmPort(53, "udp")] }], default),
        ["restart"] = client => client.RestartVmAsync(SomeId, soft: false, default),
        ["soft reboot"] = client => client.RestartVmAsync(SomeId, soft: true, default),
        ["delete"] = client => client.RemoveVmsAsync(new VmRemoval { Ids = [SomeId] }, _ => { }, default),
        ["create"] = client => client.CreateVmsAsync(Order(new VmConstraints { PublicIp = true, Hardware = [Zen, Nvme], AdditionalStorageGiB = 4 }), default),
        ["create plainly"] = client => client.CreateVmsAsync(Order(new VmConstraints()), default),
        ["estimate"] = client => client.EstimateAsync(new VmConstraints { PublicIp = true }, 2, default),
        ["offers"] = client => client.ListOffersAsync(new VmConstraints(), _ => { }, default),
        ["machine types"] = client => client.ListMachineTypesAsync(default),
        ["images"] = client => client.ListImagesAsync(default),
        ["countries"] = client => client.ListCountriesAsync(default),
        ["hardware"] = client => client.ListHardwareAsync(default),
        ["datacenters"] = client => client.ListDatacentersAsync(default),
        ["keys"] = client => client.ListSshKeysAsync(default),
        ["add a key"] = client => client.AddSshKeyAsync("mine", Key, default),
        ["remove a key"] = client => client.RemoveSshKeyAsync("fingerprint", default),
        ["balances"] = client => client.ListBalancesAsync(default),
        ["orphans"] = client => client.ListOrphansAsync(_ => { }, default),
        ["remove a disk"] = client => client.RemoveOrphanAsync(new Orphan { Type = ResourceType.Storage, Id = SomeId }, default),
        ["remove an address"] = client => client.RemoveOrphanAsync(new Orphan { Type = ResourceType.PublicIp, Id = SomeId }, default),
    };

    public static TheoryData<string> Names => [.. Calls.Keys];

    private static VmOrder Order(VmConstraints constraints) => new()
    {
        Name = "web-1",
        Image = "https://images.test/ubuntu.img",
        SshKeys = [Key],
        Constraints = constraints,
        UserData = constraints.PublicIp ? "#cloud-config\n" : null,
    };

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public async Task A_call_keeps_to_the_contract(string name)
    {
        var (service, violations) = Service(RequestContract.Require());
        await service.RunAsync(Calls[name]);

        Assert.NotEmpty(service.Sent);
        Assert.Empty(violations());
    }

    [SkippableFact]
    public async Task The_calls_together_use_these_operations_and_no_others()
    {
        var file = RequestContract.Require();
        var (service, _) = Service(file);
        foreach (var call in Calls.Values)
        {
            await service.RunAsync(call);
        }
        Assert.Equal(
            [
                "DELETE /v1/public_ips/{public_ip_id}", "DELETE /v1/ssh_keys/{ssh_key_id}", "DELETE /v1/storages/{storage_id}",
                "GET /v1/clusters", "GET /v1/clusters/resources", "GET /v1/configurations/virtual_machines", "GET /v1/datacenters",
                "GET /v1/prices/public-ip", "GET /v1/prices/storage", "GET /v1/prices/vm", "GET /v1/public_ips", "GET /v1/security_groups", "GET /v1/ssh_keys",
                "GET /v1/storages", "GET /v1/storages/default_images", "GET /v1/storages/types", "GET /v2/users/balances", "GET /v2/vms",
                "PATCH /v2/vms/{vm_id}", "PATCH /v2/vms/{vm_id}/interfaces/{interface_id}", "POST /v1/prices/cost", "POST /v1/security_groups", "POST /v1/ssh_keys", "POST /v2/vms",
                "POST /v2/vms/{vm_id}/restart", "POST /v2/vms/{vm_id}/softreboot", "POST /v2/vms/{vm_id}/terminate",
            ],
            service.Sent.Select(request => file.Match(request.Method, request.Path)!.ToString()).Distinct().Order(StringComparer.Ordinal));
    }

    [SkippableFact]
    public void The_check_sees_what_is_wrong()
    {
        var file = RequestContract.Require();
        Assert.Empty(file.Violations("GET", new Uri("https://fluence.test/v2/vms?status[0]=launched&perPage=100"), null));
        Assert.NotEmpty(file.Violations("GET", new Uri("https://fluence.test/v2/vms?status[0]=Launched"), null));
        Assert.NotEmpty(file.Violations("GET", new Uri("https://fluence.test/v2/vms?state=launched"), null));
        Assert.NotEmpty(file.Violations("GET", new Uri("https://fluence.test/v2/vms?perPage=many"), null));
        Assert.NotEmpty(file.Violations("GET", new Uri("https://fluence.test/v2/vms/web-1"), null));
        Assert.NotEmpty(file.Violations("GET", new Uri("https://fluence.test/vms/v3"), null));
        Assert.NotEmpty(file.Violations("PATCH", new Uri($"https://fluence.test/v2/vms/{SomeId}"), """{"nmae":"web"}"""));
        Assert.NotEmpty(file.Violations("POST", new Uri("https://fluence.test/v1/ssh_keys"), """{"name":"web"}"""));
    }

    private static (ScriptedService Service, Func<IReadOnlyList<string>> Violations) Service(RequestContract file)
    {
        var service = new ScriptedService(request => file.Match(request.Method, request.Path) is { } operation ? Answer(file, operation) : null);
        return (service, () => [.. service.Sent.SelectMany(request => file.Violations(request.Method, request.Uri, request.Body))]);
    }

    private static Reply Answer(RequestContract file, OpenApiOperation operation)
    {
        var body = file.Example(operation);
        Assert.Empty(file.Violations(operation, 200, body));
        return Reply.Ok(body);
    }
}
