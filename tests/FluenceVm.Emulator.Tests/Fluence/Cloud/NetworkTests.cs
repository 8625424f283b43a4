using System.Text.Json.Nodes;

namespace FluenceVm.Emulator.Tests.Fluence.Cloud;

/// <summary>VPCs, subnets and security groups: states, conflicts, and the networks that everybody has.</summary>
public sealed class NetworkTests : CloudTest
{
    [Fact]
    public async Task Every_cluster_has_a_default_network()
    {
        var subnets = await Items("subnets");

        var clusters = (await Items("clusters")).Select(each => (string?)each["id"]);
        Assert.Equal(clusters.Order(), subnets.Select(each => (string?)each["clusterId"]).Order());
        Assert.All(subnets, subnet => Assert.Equal(("ready", true), ((string?)subnet["status"], (bool)subnet["isDefault"]!)));
    }

    [Fact]
    public async Task The_default_network_can_go_while_nothing_uses_it_and_comes_back_with_use()
    {
        var old = DefaultVpc;
        await Ok(Delete($"vpcs/{old}"));

        var vm = await Launched();

        var subnet = (await Interfaces(vm["id"]))[0]["subnetId"];
        Assert.NotEqual(old.ToString(), (string?)(await Items($"subnets?ids[0]={subnet}"))[0]["vpcId"]);
        await Refused(409, "vpc_has_live_children", Delete($"vpcs/{DefaultVpcOf(vm)}"));
    }

    [Theory]
    [InlineData("""{"name":"a"}""", 422, "subnet_cidr_required")]
    [InlineData("""{"name":"a","ipv6Cidr":"fd00::/64"}""", 422, "ipv6_egress_unsupported")]
    [InlineData("""{"name":"a","ipv4Cidr":"10.101.4.0/24"}""", 409, "reserved_default_subnet_cidr_conflict")]
    [InlineData("""{"name":"a","ipv4Cidr":"10.0.0.1/24"}""", 400, "bad_request")]
    [InlineData("""{"name":"A","ipv4Cidr":"10.0.0.0/24"}""", 400, "bad_request")]
    [InlineData("""{"name":"a","clusterId":"x","ipv4Cidr":"10.0.0.0/24"}""", 400, "bad_request")]
    public async Task A_subnet_that_cannot_be_is_refused(string body, int status, string code) =>
        await Refused(status, code, Post($"vpcs/{DefaultVpc}/subnets", body));

    [Fact]
    public async Task A_parked_network_refuses_for_a_while_and_wakes_by_use()
    {
        var vpc = (await Ok(Post("vpcs", $$"""{"clusterId":"{{Cluster}}","name":"net"}""")))["id"]!;
        Step(2);
        Emulator.ParkVpc(Guid.Parse((string)vpc!));
        await Refused(409, "conflict", Post("security-groups", $$"""{"vpcId":"{{vpc}}","name":"web"}"""));
        Step(10);
        Assert.Equal("dormant", (string?)(await Items($"vpcs?ids[0]={vpc}"))[0]["status"]);

        await Ok(Post("security-groups", $$"""{"vpcId":"{{vpc}}","name":"web"}"""));

        Assert.Equal("ready", (string?)(await Items($"vpcs?ids[0]={vpc}"))[0]["status"]);
    }

    [Fact]
    public async Task A_key_makes_one_thing_and_shows_it_as_it_is_now()
    {
        var body = $$"""{"vpcId":"{{DefaultVpc}}","name":"web"}""";
        var group = (await Ok(Post("security-groups", body, "k")))["id"];
        await Ok(Patch($"security-groups/{group}", """{"name":"renamed"}"""));

        var again = await Ok(Post("security-groups", body, "k"));

        Assert.Equal(((string?)group, "renamed"), ((string?)again["id"], (string?)again["name"]));
        await Refused(409, "idempotency_conflict", Post("security-groups", $$"""{"vpcId":"{{DefaultVpc}}","name":"other"}""", "k"));
        await Ok(Delete($"security-groups/{group}"));
        await Refused(410, "idempotent_resource_gone", Post("security-groups", body, "k"));
        Assert.Single(await Items("security-groups"));
    }

    [Theory]
    [InlineData("vpcs")]
    [InlineData("storages")]
    [InlineData("public-ips")]
    public async Task A_lost_answer_is_asked_for_again_with_the_same_key(string path)
    {
        var body = path switch
        {
            "storages" => DiskBody("one"),
            "public-ips" => AddressBody("one"),
            _ => $$"""{"clusterId":"{{Cluster}}","name":"one"}""",
        };
        var first = await Ok(Post(path, body, "k"));
        Step(2);

        var again = await Ok(Post(path, body, "k"));

        Assert.Equal(((string?)first["id"], "ready"), ((string?)again["id"], (string?)again["status"]));
        await Refused(409, "idempotency_conflict", Post(path, body.Replace("one", "two", StringComparison.Ordinal), "k"));
        await Ok(Delete($"{path}/{first["id"]}"));
        await Refused(410, "idempotent_resource_gone", Post(path, body, "k"));
        Assert.Single(await Items($"{path}?name=one"));
    }

    [Fact]
    public async Task A_dormant_network_wakes_for_a_VM()
    {
        Emulator.ParkVpc(DefaultVpc);
        var id = (await Draft())["id"];
        var refusal = await Refused(409, "conflict", Post($"vms/{id}/provision"));
        Assert.Equal("unavailable", (string?)refusal["violations"]![0]!["violation"]!["reason"]);
        Step(10);

        await Ok(Post($"vms/{id}/provision"));

        Assert.Equal("ready", (string?)(await Items($"vpcs?ids[0]={DefaultVpc}"))[0]["status"]);
    }

    [Fact]
    public async Task A_group_tells_which_VMs_it_is_bound_to_and_stays_while_it_is()
    {
        var group = await Ready("security-groups", $$"""{"vpcId":"{{DefaultVpc}}","name":"web","ingressRules":[]}""");
        var vm = await Launched();
        var nic = (await Interfaces(vm["id"]))[0]["id"];
        await Ok(Patch($"vms/{vm["id"]}/interfaces/{nic}", $$"""{"securityGroupId":"{{group}}"}"""));

        var attachment = Assert.Single((await Items($"security-groups?ids[0]={group}"))[0]["attachments"]!.AsArray())!;
        Assert.Equal(((string?)vm["id"], (string?)nic), ((string?)attachment["vmId"], (string?)attachment["interfaceId"]));
        Assert.Equal(("updating", false), Flags(await Vm(vm["id"])));
        await Refused(409, "attached_to_vm", Delete($"security-groups/{group}"));
        Step(2);
        Assert.Equal(("launched", true), Flags(await Vm(vm["id"])));
    }

    [Fact]
    public async Task A_group_of_another_VPC_does_not_fit()
    {
        var vpc = await Ready("vpcs", $$"""{"clusterId":"{{Cluster}}","name":"net"}""");
        var group = await Ready("security-groups", $$"""{"vpcId":"{{vpc}}","name":"web"}""");
        var vm = await Launched();
        var nic = (await Interfaces(vm["id"]))[0]["id"];

        var change = Patch($"vms/{vm["id"]}/interfaces/{nic}", $$"""{"securityGroupId":"{{group}}"}""");
        await Refused(409, "security_group_vpc_mismatch", change);
    }

    private Guid DefaultVpcOf(JsonNode vm) =>
        Account.Vpcs.All.Last(each => each.IsDefault && each.ClusterId.ToString() == (string?)vm["clusterId"]).Id;

    private static (string?, bool) Flags(JsonNode vm) => ((string?)vm["status"], (bool)vm["restartRequired"]!);
}
