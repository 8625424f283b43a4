using System.Text.Json.Nodes;
using FluenceVm.Emulator.Tests.Support;

namespace FluenceVm.Emulator.Tests.Fluence.Cloud;

/// <summary>Security groups, and the network interfaces that they are attached to.</summary>
public sealed class SecurityGroupTests : CloudTest
{
    private const string Https = """{"type":"ipv4","protocolKind":{"tcp":{"ports":{"exact":{"value":443} } } },"remote":{"address":"0.0.0.0/0"}}""";

    private static string IdOf(JsonNode? node) => node!["id"]!.GetValue<string>();

    private async Task<JsonNode?> Found(JsonNode group) => Assert.Single((await Ok(Client.Get($"v1/security_groups?ids[0]={IdOf(group)}")))["items"]!.AsArray());

    private async Task<JsonNode> Network(JsonNode vm) => Assert.Single((await Vm(vm, "?expand[0]=networkInterfaces"))["expanded"]!["networkInterfaces"]!.AsArray())!;

    private async Task<Response> Attach(JsonNode vm, JsonNode network, string? group) =>
        await Client.Send(HttpMethod.Patch, $"v2/vms/{IdOf(vm)}/interfaces/{IdOf(network)}", $$"""{"securityGroupId":{{(group is null ? "null" : $"\"{group}\"")}}}""");

    [Fact]
    public async Task A_group_is_ready_after_a_second_and_shows_its_rules_and_interfaces()
    {
        var vm = await Launched(withAddress: true);
        var group = await Group("web", Https);
        Assert.Equal("new", group["status"]!.GetValue<string>());
        await Refused(406, "not_acceptable", Attach(vm, await Network(vm), IdOf(group)));
        Step(1);
        Assert.Equal(200, (await Attach(vm, await Network(vm), IdOf(group))).Status);

        var found = await Found(group);
        Assert.Equal("ready", found!["status"]!.GetValue<string>());
        Assert.Equal(Https.Replace(" ", "", StringComparison.Ordinal), found["ingressRules"]!["rules"]![0]!.ToJsonString());
        Assert.Equal("allowAll", found["egressRules"]!["type"]!.GetValue<string>());
        Assert.Equal([IdOf(await Network(vm))], found["attachedTo"]!.AsArray().Select(each => each!.GetValue<string>()));
        Assert.Equal(IdOf(group), (await Network(vm))["securityGroup"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_group_stays_while_an_interface_has_it()
    {
        var vm = await Launched(withAddress: true);
        var group = await Group("web");
        Step(1);
        Assert.Equal(200, (await Attach(vm, await Network(vm), IdOf(group))).Status);
        await Refused(406, "not_acceptable", Client.Send(HttpMethod.Delete, $"v1/security_groups/{IdOf(group)}", null));

        Step(2);
        await Do(vm, "terminate");
        await Refused(406, "not_acceptable", Client.Send(HttpMethod.Delete, $"v1/security_groups/{IdOf(group)}", null));
        Step(3);
        await Ok(Client.Send(HttpMethod.Delete, $"v1/security_groups/{IdOf(group)}", null));
        await Refused(406, "not_acceptable", Client.Send(HttpMethod.Patch, $"v1/security_groups/{IdOf(group)}", "{}"));
        Step(2);
        Assert.Equal("removed", (await Found(group))!["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_interface_can_be_changed_while_its_VM_says_so()
    {
        var vm = await Ok(Client.Post("v2/vms", VmBody(more: $",\"publicIp\":{AddressBody()}")));
        var group = await Group("web");
        Step(1);
        await Refused(406, "not_acceptable", Attach(vm, await Network(vm), IdOf(group)));
        Step(3);
        Assert.Contains("updateNetworkInterface", (await Vm(vm))["allowedActions"]!.AsArray().Select(each => each!.GetValue<string>()));
        Assert.Equal(200, (await Attach(vm, await Network(vm), IdOf(group))).Status);
        Step(2);
        Assert.Equal(200, (await Attach(vm, await Network(vm), null)).Status);
        Assert.Null((await Network(vm))["securityGroup"]);
    }

    [Fact]
    public async Task A_VM_without_an_address_has_no_interface()
    {
        var vm = await Launched();

        Assert.Empty((await Ok(Client.Get($"v2/vms/{IdOf(vm)}/interfaces"))).AsArray());
        Assert.Empty((await Vm(vm))["networkInterfaces"]!.AsArray());
    }

    [Fact]
    public async Task What_is_left_out_stays_and_null_lets_everything_pass()
    {
        var group = await Group("web", Https);
        var path = $"v1/security_groups/{IdOf(group)}";

        Assert.Equal("allow", (await Ok(Client.Send(HttpMethod.Patch, path, """{"name":"api"}""")))["ingressRules"]!["type"]!.GetValue<string>());
        Assert.Equal("allowAll", (await Ok(Client.Send(HttpMethod.Patch, path, """{"ingressRules":null}""")))["ingressRules"]!["type"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"type":"ipv4","protocolKind":"tcp","remote":{"address":"0.0.0.0/0"}}""")]
    [InlineData("""{"type":"ipv4","protocolKind":"all","remote":{"address":"::/0"}}""")]
    [InlineData("""{"type":"ipv4","protocolKind":"all","remote":{"address":"0.0.0.0"}}""")]
    [InlineData("""{"type":"ipv4","protocolKind":"all","remote":{"address":"0.0.0.0/33"}}""")]
    [InlineData("""{"type":"ipv5","protocolKind":"all","remote":{"address":"0.0.0.0/0"}}""")]
    [InlineData("""{"type":"ipv4","protocolKind":{"tcp":{"ports":{"exact":{"value":70000}}}},"remote":{"address":"0.0.0.0/0"}}""")]
    [InlineData("""{"type":"ipv4","protocolKind":{"tcp":{"ports":{"range":{"min":9,"max":8}}}},"remote":{"address":"0.0.0.0/0"}}""")]
    [InlineData("""{"type":"ipv4","protocolKind":{"sctp":{"ports":"all"}},"remote":{"address":"0.0.0.0/0"}}""")]
    [InlineData("""{"type":"ipv4","remote":{"address":"0.0.0.0/0"}}""")]
    [InlineData("1")]
    public async Task A_rule_that_is_none_is_refused(string rule) =>
        await Refused(400, "bad_request", Client.Post("v1/security_groups", $$"""{"clusterId":"{{Cluster}}","name":"web","ingressRules":[{{rule}}]}"""));

    [Fact]
    public async Task A_group_of_another_cluster_is_refused()
    {
        var vm = await Launched(withAddress: true);
        var group = await Ok(Client.Post("v1/security_groups", $$"""{"clusterId":"{{CloudNames.Cluster("DE")}}","name":"web"}"""));
        Step(1);

        await Refused(422, "unprocessable_entity", Attach(vm, await Network(vm), IdOf(group)));
    }

    [Fact]
    public async Task The_open_ports_of_a_VM_of_another_generation_are_a_group_until_another_takes_its_place()
    {
        var id = Assert.Single(await Client.Order(name: "old"));
        Step(4);
        var vm = (await Ok(Client.Get("v2/vms?name=old")))["items"]![0]!;
        var network = await Network(vm);
        var included = Assert.Single((await Ok(Client.Get("v1/security_groups")))["items"]!.AsArray())!;
        Assert.Equal(IdOf(included), network["securityGroup"]!.GetValue<string>());
        Assert.Equal(22, included["ingressRules"]!["rules"]![0]!["protocolKind"]!["tcp"]!["ports"]!["exact"]!["value"]!.GetValue<int>());
        await Refused(406, "not_acceptable", Client.Send(HttpMethod.Delete, $"v1/security_groups/{IdOf(included)}", null));
        await Refused(406, "not_acceptable", Attach(vm, network, IdOf(included)));

        var group = await Ok(Client.Post("v1/security_groups", $$"""{"clusterId":"{{vm["clusterId"]}}","name":"web","ingressRules":[{{Https}}]}"""));
        Step(1);
        Assert.Equal(200, (await Attach(vm, network, IdOf(group))).Status);
        Assert.Equal([443], await PortsInV3());

        Assert.Equal(204, (await Client.Send(HttpMethod.Patch, "vms/v3", $$"""{"updates":[{"id":"{{id}}","openPorts":[{"port":80,"protocol":"tcp"}]}]}""")).Status);
        Assert.Equal([80], await PortsInV3());
        Assert.Empty((await Found(group))!["attachedTo"]!.AsArray());

        async Task<IEnumerable<int>> PortsInV3() => (await Ok(Client.Get("vms/v3")))[0]!["ports"]!.AsArray().Select(port => port!["port"]!.GetValue<int>());
    }
}
