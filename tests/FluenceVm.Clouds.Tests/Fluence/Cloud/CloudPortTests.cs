using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Model;
using FluenceVm.Model.Errors;
using static FluenceVm.Clouds.Tests.Fluence.Cloud.CloudResponses;

namespace FluenceVm.Clouds.Tests.Fluence.Cloud;

/// <summary>Open ports, which are security groups here.</summary>
public class CloudPortTests
{
    private const string Own = "fluencevm-ports-0a1b2c3d";
    private const string Foreign = "office";
    private const string Https = """{"type":"ipv4","protocolKind":{"tcp":{"ports":{"exact":{"value":443}}}},"remote":{"address":"0.0.0.0/0"}}""";
    private const string Dns = """{"type":"ipv4","protocolKind":{"udp":{"ports":{"exact":{"value":53}}}},"remote":{"address":"0.0.0.0/0"}}""";
    private static readonly VmPort[] HttpsPort = [new(443, "tcp")];

    private static string Network(int number, int? group, string more = "") =>
        $$$"""{"networkInterfaces":[{{{more}}}{"id":"{{{Id(number)}}}","default":true,"kind":{"public":{"public_ip":"{{{Id(99)}}}"}},"securityGroup":{{{(group is { } id ? $"\"{Id(id)}\"" : "null")}}}}]}""";

    private static string Group(int number, string name, string rules, string attachedTo = "", string type = "allow", string egress = "allowAll", string status = "ready") => $$"""
        {"id":"{{Id(number)}}","userId":"u","clusterId":"{{Cluster}}","vpcId":"v","name":"{{name}}","status":"{{status}}","ingressRules":{"type":"{{type}}","rules":[{{rules}}]},
        "egressRules":{"type":"{{egress}}"},"createdAt":"2026-01-15T10:00:00Z","attachedTo":[{{attachedTo}}]}
        """;

    private static string Launched(int number, string expanded, string actions = "\"updateNetworkInterface\"") =>
        Vm(number, expanded: expanded).Replace("\"restart\",\"terminate\"", actions, StringComparison.Ordinal);

    /// <summary>A service with VMs, groups, and answers to changes that succeed.</summary>
    private static ScriptedService Service(Func<SentRequest, string> vms, Func<SentRequest, string> groups, Func<SentRequest, Reply?>? more = null) => new(request =>
        more?.Invoke(request) ?? (request.Method, request.Path) switch
        {
            ("GET", "/v2/vms") => Reply.Ok(Page(vms(request))),
            ("GET", "/v1/security_groups") => Reply.Ok(Page(groups(request))),
            ("POST", "/v1/security_groups") => Reply.Ok(Group(50, Own, Https)),
            ("PATCH" or "DELETE", _) => Reply.Ok("{}"),
            _ => MarketReply(request),
        });

    private static Task OpenAsync(ScriptedService service, IReadOnlyList<VmPort>? ports = null, params int[] vms) =>
        service.RunAsync(client => client.UpdateVmsAsync([.. (vms.Length == 0 ? [1] : vms).Select(number => new VmUpdate { Id = Id(number), OpenPorts = ports ?? HttpsPort })], default));

    private static async Task<Vm> ListAsync(ScriptedService service)
    {
        var vms = new List<Vm>();
        await service.RunAsync(client => client.ListVmsAsync(VmFilter.All, vms.Add, default));
        return Assert.Single(vms);
    }

    [Fact]
    public async Task A_group_is_made_with_exactly_these_rules_and_attached()
    {
        var service = Service(_ => Launched(1, Network(7, null)), _ => "");
        await OpenAsync(service, [new VmPort(443, "tcp"), new VmPort(53, "udp")]);

        var made = Assert.Single(service.Of("POST /v1/security_groups"));
        Assert.Matches($$"""^{"clusterId":"{{Cluster}}","name":"fluencevm-ports-[0-9a-f]{8}","ingressRules":\[""", made.Body);
        Assert.EndsWith($"[{Https},{Dns}]}}", made.Body, StringComparison.Ordinal);
        Assert.Equal($$"""{"securityGroupId":"{{Id(50)}}"}""", Assert.Single(service.Of($"PATCH /v2/vms/{Id(1)}/interfaces/{Id(7)}")).Body);
        Assert.Empty(service.Time.Delays);
    }

    [Theory]
    [InlineData(Own, Https, "allow", "allowAll", "ready", true)]
    [InlineData(Own, Dns, "allow", "allowAll", "ready", false)]
    [InlineData(Own, Https + "," + Dns, "allow", "allowAll", "ready", false)]
    [InlineData(Own, Https, "allowAll", "allowAll", "ready", false)]
    [InlineData(Own, Https, "allow", "allow", "ready", false)]
    [InlineData(Own, Https, "allow", "allowAll", "removing", false)]
    [InlineData(Foreign, Https, "allow", "allowAll", "ready", false)]
    public async Task Only_a_group_of_this_module_with_exactly_these_rules_is_used_again(string name, string rules, string type, string egress, string status, bool isUsed)
    {
        var service = Service(_ => Launched(1, Network(7, null)), _ => Group(8, name, rules, type: type, egress: egress, status: status));
        await OpenAsync(service);

        Assert.Equal(isUsed ? 0 : 1, service.Of("POST /v1/security_groups").Count());
        Assert.Contains(isUsed ? Id(8) : Id(50), Assert.Single(service.Sent, request => request.Method == "PATCH").Body, StringComparison.Ordinal);
        Assert.DoesNotContain(service.Sent, request => request.Path.StartsWith("/v1/security_groups/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Many_VMs_share_one_group()
    {
        var service = Service(_ => string.Join(',', Enumerable.Range(1, 3).Select(number => Launched(number, Network(10 + number, null)))), _ => "");
        await OpenAsync(service, null, 1, 2, 3);

        Assert.Single(service.Of("POST /v1/security_groups"));
        Assert.Equal(3, service.Sent.Count(request => request.Method == "PATCH"));
    }

    [Theory]
    [InlineData(Own, "", true)]
    [InlineData(Own, "\"other\"", false)]
    [InlineData(Foreign, "", false)]
    public async Task The_group_that_was_replaced_goes_where_it_is_of_this_module_and_unused(string name, string attachedTo, bool goes)
    {
        var service = Service(_ => Launched(1, Network(7, 8)), _ => Group(8, name, Dns, attachedTo));
        await OpenAsync(service);

        Assert.Equal(goes ? 1 : 0, service.Of($"DELETE /v1/security_groups/{Id(8)}").Count());
        Assert.DoesNotContain(service.Sent, request => request.Method == "PATCH" && request.Path.Contains("security_groups", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_VM_that_has_them_already_is_left_alone()
    {
        var service = Service(_ => Launched(1, Network(7, 8)), _ => Group(8, Own, Https, $"\"{Id(7)}\""));
        await OpenAsync(service);

        Assert.All(service.Sent, request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task It_waits_until_the_interface_can_be_changed()
    {
        var looks = 0;
        var refusals = 0;
        var service = Service(
            _ => ++looks switch { 1 => Vm(1, "launching", """{"networkInterfaces":[]}"""), 2 => Launched(1, Network(7, null), "\"terminate\""), _ => Launched(1, Network(7, null)) },
            _ => "",
            request => request.Method == "PATCH" && ++refusals == 1 ? Reply.Error(406, "not_acceptable", "the group isn't ready") : null);
        await OpenAsync(service);

        Assert.Equal([1, 2, 4], service.Time.Delays.Select(delay => (int)delay.TotalSeconds));
        Assert.Equal(2, service.Sent.Count(request => request.Method == "PATCH"));
    }

    [Fact]
    public async Task It_waits_until_the_group_is_ready_and_makes_no_second_one()
    {
        string? status = null;
        var service = Service(
            _ => Launched(1, Network(7, null)),
            _ => status is null ? "" : Group(50, Own, Https, status: status),
            request =>
            {
                status = request.Method == "POST" ? "new" : status == "new" && request.Path == "/v2/vms" ? "created" : status == "created" && request.Path == "/v2/vms" ? "ready" : status;
                return request.Method == "POST" ? Reply.Ok(Group(50, Own, Https, status: "new")) : null;
            });
        await OpenAsync(service);

        Assert.Single(service.Of("POST /v1/security_groups"));
        Assert.Single(service.Sent, request => request.Method == "PATCH");
        Assert.Equal(2, service.Time.Delays.Count);
    }

    [Fact]
    public async Task A_group_that_fails_is_an_error_and_no_second_one_is_made()
    {
        var service = Service(_ => Launched(1, Network(7, null)), request => request.Query.Contains("ids", StringComparison.Ordinal) ? Group(50, Own, Https, status: "failed") : "",
            request => request.Method == "POST" ? Reply.Ok(Group(50, Own, Https, status: "new")) : null);

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => OpenAsync(service));
        Assert.Contains($"{Own} that was made for it is failed", exception.Message, StringComparison.Ordinal);
        Assert.Equal("SecurityGroupFailed", exception.Data["FluenceVm.ErrorId"]);
        Assert.Single(service.Of("POST /v1/security_groups"));
        Assert.Single(service.Of($"DELETE /v1/security_groups/{Id(50)}"));
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("terminated")]
    public async Task A_VM_that_will_never_run_is_an_error_at_once_and_the_others_are_changed(string status)
    {
        var service = Service(_ => $"{Vm(1, status, Network(7, null))},{Launched(2, Network(9, null))}", _ => "");
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => OpenAsync(service, null, 1, 2));

        Assert.Contains($"{status}. The open ports of {Id(1)} are as before", exception.Message, StringComparison.Ordinal);
        Assert.Single(service.Of($"PATCH /v2/vms/{Id(2)}/interfaces/{Id(9)}"));
    }

    [Fact]
    public async Task A_running_VM_without_an_interface_is_an_error_at_once()
    {
        var service = Service(_ => Vm(1, expanded: """{"networkInterfaces":[]}"""), _ => "");

        Assert.Contains("public address", (await Assert.ThrowsAsync<InvalidOperationException>(() => OpenAsync(service))).Message, StringComparison.Ordinal);
        Assert.Empty(service.Time.Delays);
    }

    [Fact]
    public async Task What_was_made_in_vain_goes_again()
    {
        var made = false;
        var service = Service(
            _ => Launched(1, Network(7, null)),
            request => made ? Group(50, Own, Https) : "",
            request => (made |= request.ToString() == "POST /v1/security_groups") && request.Method == "PATCH" ? Reply.Error(422, "unprocessable_entity", "not this one") : null);
        var exception = await Assert.ThrowsAsync<FluenceApiException>(() => OpenAsync(service));

        Assert.Contains("not this one", exception.Message, StringComparison.Ordinal);
        Assert.Contains(Id(1), exception.Message, StringComparison.Ordinal);
        Assert.Single(service.Of($"DELETE /v1/security_groups/{Id(50)}"));
    }

    [Fact]
    public async Task An_answer_that_never_comes_right_is_told_in_the_end()
    {
        var service = Service(_ => Vm(1, "launching", """{"networkInterfaces":[]}"""), _ => "");

        Assert.Contains("within 15 minutes", (await Assert.ThrowsAsync<TimeoutException>(() => OpenAsync(service))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_key_fails_before_anything_is_made()
    {
        var service = Service(_ => Launched(1, Network(7, null)), _ => "", request => request.Path == "/v1/security_groups" ? Reply.Error(403, "forbidden", "read-only key") : null);

        Assert.Equal(403, (await Assert.ThrowsAsync<FluenceApiException>(() => OpenAsync(service))).Status);
        Assert.DoesNotContain(service.Sent, request => request.Method == "PATCH");
    }

    [Theory]
    [InlineData(Https + "," + Dns, "allow", "443/tcp 53/udp")]
    [InlineData("", "allow", "")]
    [InlineData(Https, "allowAll", "")]
    [InlineData(Https + """,{"type":"ipv4","protocolKind":"icmp","remote":{"address":"0.0.0.0/0"}}""", "allow", "")]
    [InlineData("""{"type":"ipv4","protocolKind":{"tcp":{"ports":"all"}},"remote":{"address":"0.0.0.0/0"}}""", "allow", "")]
    [InlineData("""{"type":"ipv4","protocolKind":{"tcp":{"ports":{"range":{"min":1,"max":2}}}},"remote":{"address":"0.0.0.0/0"}}""", "allow", "")]
    [InlineData("""{"type":"ipv4","protocolKind":{"tcp":{"ports":{"exact":{"value":22}}}},"remote":{"address":"192.0.2.0/24"}}""", "allow", "")]
    [InlineData("""{"type":"ipv4","protocolKind":{"tcp":{"ports":{"exact":{"value":22}}}},"remote":{"securityGroup":"a0000000-0000-4000-8000-000000000009"}}""", "allow", "")]
    public async Task A_listed_VM_shows_its_ports_where_they_are_a_plain_list(string rules, string type, string expected)
    {
        var service = Service(_ => Vm(1, expanded: Network(7, 8)), _ => Group(8, Foreign, rules, type: type));

        Assert.Equal(expected, string.Join(' ', (await ListAsync(service)).Ports ?? []));
        Assert.Contains($"ids[0]={Id(8)}", Assert.Single(service.Of("GET /v1/security_groups")).Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_public_interface_counts()
    {
        var inner = $$"""{"id":"{{Id(6)}}","default":true,"kind":{"private":{"subnet":"{{Id(98)}}" } },"securityGroup":"{{Id(9)}}"},""";
        var service = Service(_ => Vm(1, expanded: Network(7, 8, inner)), request => request.Query.Contains(Id(8), StringComparison.Ordinal) ? Group(8, Own, Https) : Group(9, Own, Dns));

        Assert.Equal("443/tcp", Assert.Single((await ListAsync(service)).Ports!).ToString());
    }

    [Fact]
    public async Task Groups_are_asked_for_once_a_page_and_not_again()
    {
        var pages = new List<Vm>();
        var service = new ScriptedService(request => request.Path switch
        {
            "/v2/vms" => Reply.Ok(Page(string.Join(',', Enumerable.Range(1, 100).Select(number => Vm(number, expanded: Network(number, 8)))), request.Query.Contains("page=2", StringComparison.Ordinal) ? 2 : 1, 2)),
            "/v1/security_groups" => Reply.Ok(Page(Group(8, Own, Https))),
            _ => MarketReply(request),
        });
        await service.RunAsync(client => client.ListVmsAsync(VmFilter.All, pages.Add, default));

        Assert.Equal(200, pages.Count(vm => vm.Ports?.Count == 1));
        Assert.Single(service.Of("GET /v1/security_groups"));
    }

    [Fact]
    public async Task VMs_without_a_group_cost_no_request_and_a_key_that_may_not_read_groups_still_lists()
    {
        var service = Service(_ => Vm(1, expanded: Network(7, null)), _ => "");
        Assert.Null((await ListAsync(service)).Ports);
        Assert.Empty(service.Of("GET /v1/security_groups"));

        var refused = Service(_ => Vm(1, expanded: Network(7, 8)), _ => "", request => request.Path == "/v1/security_groups" ? Reply.Error(403, "forbidden", "no") : null);
        Assert.Null((await ListAsync(refused)).Ports);
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(403, "a0000000-0000-4000-8000-000000000008")]
    [InlineData(422, "a0000000-0000-4000-8000-000000000008")]
    public async Task A_removal_never_fails_over_a_group_and_names_what_is_left(int status, string? left)
    {
        var service = Service(
            _ => Vm(1, expanded: Network(7, 8)),
            _ => Group(8, Own, Https),
            request => request.Method == "DELETE" && status != 200 ? Reply.Error(status, "forbidden", "no")
                : request.Path.EndsWith("/terminate", StringComparison.Ordinal) ? Reply.Ok(Vm(1, "terminating")) : null);
        var outcomes = new List<VmOutcome>();
        await service.RunAsync(client => client.RemoveVmsAsync(new VmRemoval { Ids = [Id(1)] }, outcomes.Add, default));

        Assert.Equal((null, left), (Assert.Single(outcomes).Error, outcomes[0].LeftGroup));
        Assert.Single(service.Of($"DELETE /v1/security_groups/{Id(8)}"));
    }

    [Theory]
    [InlineData(Own, 7, 1, Own)]
    [InlineData(Own, 70, 0, null)]
    [InlineData(Foreign, 7, 0, null)]
    public async Task A_removal_waits_only_for_a_group_that_the_VM_alone_has(string name, int attachedTo, int least, string? left)
    {
        var service = Service(
            _ => Vm(1, expanded: Network(7, 8)),
            _ => Group(8, name, Https, $"\"{Id(attachedTo)}\""),
            request => request.Path.EndsWith("/terminate", StringComparison.Ordinal) ? Reply.Ok(Vm(1, "terminating")) : null);
        var outcomes = new List<VmOutcome>();
        await service.RunAsync(client => client.RemoveVmsAsync(new VmRemoval { Ids = [Id(1)] }, outcomes.Add, default));

        Assert.Equal((null, left), (Assert.Single(outcomes).Error, outcomes[0].LeftGroup));
        Assert.Equal(least > 0, service.Time.Delays.Any());
        Assert.DoesNotContain(service.Sent, request => request.Method == "DELETE");
    }
}
