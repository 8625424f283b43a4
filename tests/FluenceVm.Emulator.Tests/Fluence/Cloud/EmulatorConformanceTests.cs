using System.Text.Json.Nodes;
using FluenceVm.Emulator.Fluence;
using FluenceVm.Emulator.Fluence.Cloud;
using FluenceVm.Emulator.Tests.Support;

namespace FluenceVm.Emulator.Tests.Fluence.Cloud;

/// <summary>Every operation that the emulator serves answers as the OpenAPI file says, and docs/fidelity.md names those that it doesn't serve.</summary>
public sealed class EmulatorConformanceTests() : CloudTest(withFleet: true)
{
    private const string Begin = "<!-- not served: begin -->";
    private const string End = "<!-- not served: end -->";
    private static readonly IReadOnlyList<CloudRoute> Routes = new CloudGeneration("key", new FluenceAccount(1)).Routes;

    [SkippableFact]
    public async Task Every_operation_conforms_in_success_and_in_refusal()
    {
        Skip.If(ResponseContract.Shared is null, ResponseContract.Absent);
        await ReadEverything();
        await LiveAWholeLife();
        await BeRefusedEverywhere();

        foreach (var operation in Routes.Select(NameOf))
        {
            Assert.Contains(Handler.Seen, seen => seen.Operation == operation && seen.Status < 300);
        }
        foreach (var operation in Routes.Where(route => !route.IsPublic).Select(NameOf))
        {
            Assert.Contains(Handler.Seen, seen => seen.Operation == operation && seen.Status >= 400);
        }
    }

    [SkippableFact]
    public void The_page_names_exactly_the_operations_that_are_not_served()
    {
        Skip.If(ResponseContract.Shared is null, ResponseContract.Absent);
        var page = File.ReadAllText(Path.Combine(ResponseContract.Root, "docs", "fidelity.md"));
        var from = page.IndexOf(Begin, StringComparison.Ordinal);
        var to = page.IndexOf(End, StringComparison.Ordinal);
        Assert.True(from >= 0 && to > from, $"docs/fidelity.md has no list between {Begin} and {End}");
        var listed = page[(from + Begin.Length)..to].Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("- ", StringComparison.Ordinal)).Select(line => line[2..].Trim('`'));

        Assert.Equal(ResponseContract.Shared!.Operations.Except(Routes.Select(NameOf)).Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
        Assert.Empty(Routes.Select(NameOf).Except(ResponseContract.Shared.Operations));
    }

    [SkippableTheory]
    [InlineData("""{"items":[],"pagination":{"totalRecords":0,"filteredRecords":0,"totalPages":0,"currentPage":0}}""", "perPage")]
    [InlineData("""{"items":[{"id":"no uuid"}],"pagination":{"totalRecords":0,"filteredRecords":0,"totalPages":0,"currentPage":0,"perPage":1}}""", "id")]
    [InlineData("""{"items":[],"pagination":{"totalRecords":0,"filteredRecords":0,"totalPages":0,"currentPage":0,"perPage":1},"more":1}""", "more")]
    [InlineData("""{"items":[],"pagination":{"totalRecords":-1,"filteredRecords":0,"totalPages":0,"currentPage":0,"perPage":1}}""", "totalRecords")]
    [InlineData("""[]""", "")]
    [InlineData("""{"items":""", "")]
    public void The_judge_sees_what_is_wrong(string response, string where)
    {
        Skip.If(ResponseContract.Shared is null, ResponseContract.Absent);

        Assert.Contains(ResponseContract.Shared!.Violations("GET /v2/vms", 200, response), violation => violation.Contains(where, StringComparison.Ordinal));
    }

    [SkippableFact]
    public void The_judge_knows_the_statuses_and_codes()
    {
        Skip.If(ResponseContract.Shared is null, ResponseContract.Absent);
        var file = ResponseContract.Shared!;

        Assert.NotEmpty(file.Violations("GET /v2/vms", 418, """{"error":"a","code":"bad_request"}"""));
        Assert.NotEmpty(file.Violations("GET /v2/vms", 400, """{"error":"a","code":"made_up"}"""));
        Assert.NotEmpty(file.Violations("GET /v2/vms", 404, """{"error":"a"}"""));
        Assert.Empty(file.Violations("GET /v2/vms", 400, """{"error":"a","code":"bad_request"}"""));
    }

    private static string NameOf(CloudRoute route) => $"{route.Method} {route.Template}";

    private async Task ReadEverything()
    {
        foreach (var route in Routes.Where(route => route.Method == "GET" && route.Parameters == 0))
        {
            await Ok(Client.Get(route.Template[1..]));
        }
        await Ok(Client.Get($"v1/clusters/{Cluster}/resources"));
        await Ok(Client.Get($"v1/clusters/resources?clusterIds[0]={Cluster}"));
        await Ok(Client.Get("v2/vms?expand[0]=bootDisk&expand[1]=dataDisks&expand[2]=publicIp&expand[3]=subnets&expand[4]=sshKeys&expand[5]=networkInterfaces"));
        foreach (var kind in new[] { "vm", "storage", "public-ip" })
        {
            await Ok(Client.Get($"v1/prices/{kind}?clusterId={Cluster}"));
        }
        await Ok(Client.Post("v1/prices/cost", $$$"""
            {"secs":7200,"resources":[
              {"vm":{"resource_id":{"vmConfigurationId":"{{{Configuration}}}","clusterId":"{{{Cluster}}}"} }},
              {"storage":{"resource_id":{"storageType":"NVME","replicated":true,"clusterId":"{{{Cluster}}}"},"volume_gb":25}},
              {"publicIp":{"resource_id":{"addressType":"V4","clusterId":"{{{Cluster}}}"} }}]}
            """));
    }

    private async Task LiveAWholeLife()
    {
        var key = await Ok(Client.Post("v1/ssh_keys", $$"""{"name":"mine","publicKey":"{{EmulatorClient.PublicKey}}"}"""));
        var more = $$""","sshKeys":["{{key["id"]}}"],"publicIp":{{AddressBody()}},"dataDisks":[{{DiskBody("data", image: null)}}],"cloudInit":{"userData":"#cloud-config\nruncmd: []\n"}""";
        var vm = await Ok(Client.Post("v2/vms", VmBody("whole-life", more: more)));
        var disk = await Ok(Client.Post("v1/storages", DiskBody("second", image: null)));
        var address = await Ok(Client.Post("v1/public_ips", AddressBody("second")));
        foreach (var seconds in new[] { 1, 1, 2, 4000 })
        {
            await Vm(vm, "?expand[0]=bootDisk&expand[1]=dataDisks&expand[2]=publicIp&expand[3]=sshKeys");
            await Ok(Client.Get("v1/storages"));
            await Ok(Client.Get("v1/public_ips"));
            Step(seconds);
        }
        foreach (var (action, body) in new[]
        {
            ("restart", "{}"), ("softreboot", "{}"), ("public_ip/remove", "{}"), ("public_ip/add", $$"""{"publicIpId":"{{address["id"]}}"}"""),
            ("storages/add", $$"""{"dataDisks":["{{disk["id"]}}"]}"""), ("storages/remove", $$"""{"dataDisks":["{{disk["id"]}}"]}"""),
        })
        {
            await Do(vm, action, body);
            await Vm(vm);
            Step(5);
        }
        await ChangeGroups(vm);
        await Ok(Client.Send(HttpMethod.Patch, $"v2/vms/{vm["id"]}", """{"name":"renamed"}"""));
        await Ok(Client.Send(HttpMethod.Patch, $"v1/storages/{disk["id"]}", """{"name":"bigger","volumeGb":50}"""));
        await Ok(Client.Send(HttpMethod.Patch, $"v1/public_ips/{address["id"]}", """{"name":null}"""));
        await Disk(disk["id"]);
        await Do(vm, "terminate");
        Step(3);
        await Ok(Client.Send(HttpMethod.Delete, $"v1/storages/{disk["id"]}", null));
        await Ok(Client.Send(HttpMethod.Delete, $"v1/public_ips/{address["id"]}", null));
        foreach (var kind in new[] { "storages", "public_ips" })
        {
            var left = (await Ok(Client.Get($"v1/{kind}?excludeAttached=true&status[0]=ready")))["items"]!.AsArray();
            await Ok(Client.Post($"v1/{kind}/delete", $$"""{"ids":[{{string.Join(',', left.Select(each => $"\"{each!["id"]}\""))}}]}"""));
        }
        Step(10);
        await Ok(Client.Get("v2/vms?status[0]=terminated"));
        await Ok(Client.Get("v1/storages?status[0]=removed"));
        await Ok(Client.Get("v1/public_ips?status[0]=removed"));
        await Ok(Client.Post("v1/ssh_keys/delete", $$"""{"ids":["{{key["id"]}}"]}"""));
        key = await Ok(Client.Post("v1/ssh_keys", $$"""{"name":"mine","publicKey":"{{EmulatorClient.PublicKey}}"}"""));
        await Ok(Client.Send(HttpMethod.Delete, $"v1/ssh_keys/{key["id"]}", null));
    }

    private async Task ChangeGroups(JsonNode vm)
    {
        var free = await Group("free");
        var group = await Group("web", """{"type":"ipv4","protocolKind":{"tcp":{"ports":{"exact":{"value":443} } } },"remote":{"address":"0.0.0.0/0"}}""");
        await Ok(Client.Send(HttpMethod.Patch, $"v1/security_groups/{group["id"]}", $$"""
            {"name":"all","egressRules":{"type":"allowAll"},"ingressRules":{"type":"allow","rules":[
              {"type":"ipv4","protocolKind":"icmp","remote":{"address":"198.18.0.0/15"} },
              {"type":"ipv6","protocolKind":"all","remote":{"address":"::/0"} },
              {"type":"ipv4","protocolKind":{"udp":{"ports":"all"} },"remote":{"securityGroup":"{{free["id"]}}" } },
              {"type":"ipv4","protocolKind":{"tcp":{"ports":{"range":{"min":8000,"max":8010} } } },"remote":{"address":"0.0.0.0/0"} }] } }
            """));
        Step(1);
        var network = Assert.Single((await Ok(Client.Get($"v2/vms/{vm["id"]}/interfaces"))).AsArray())!;
        await Ok(Client.Send(HttpMethod.Patch, $"v2/vms/{vm["id"]}/interfaces/{network["id"]}", $$"""{"securityGroupId":"{{group["id"]}}"}"""));
        await Vm(vm, "?expand[0]=networkInterfaces");
        await Ok(Client.Get("v1/security_groups"));
        Step(2);
        await Ok(Client.Send(HttpMethod.Patch, $"v2/vms/{vm["id"]}/interfaces/{network["id"]}", """{"securityGroupId":null}"""));
        await Ok(Client.Send(HttpMethod.Delete, $"v1/security_groups/{free["id"]}", null));
        await Ok(Client.Post("v1/security_groups/delete", $$"""{"ids":["{{group["id"]}}"]}"""));
        Step(2);
        await Ok(Client.Get("v1/security_groups?status=removed"));
    }

    private async Task BeRefusedEverywhere()
    {
        using var other = new EmulatorClient(Handler, Emulator.Uri, "wrong");
        foreach (var route in Routes.Where(route => !route.IsPublic))
        {
            var method = new HttpMethod(route.Method);
            Assert.Equal(403, (await other.Send(method, PathOf(route, Unknown.ToString()), "{}")).Status);
            if (route.Parameters > 0)
            {
                Assert.Equal(400, (await Client.Send(method, PathOf(route, "no-uuid"), "{}")).Status);
                Assert.Equal(404, (await Client.Send(method, PathOf(route, Unknown.ToString()), "{}")).Status);
            }
            else if (route.Method == "POST")
            {
                Assert.Equal(400, (await Client.Send(method, PathOf(route, string.Empty), """{"unknown":1}""")).Status);
            }
        }
    }

    private static string PathOf(CloudRoute route, string id) =>
        string.Join('/', route.Template[1..].Split('/').Select(part => part.StartsWith('{') ? id : part));
}
