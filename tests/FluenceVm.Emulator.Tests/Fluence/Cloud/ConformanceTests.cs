using System.Text.Json.Nodes;
using FluenceVm.Emulator.Fluence.Cloud;
using FluenceVm.Emulator.Fluence.Cloud.Http;

namespace FluenceVm.Emulator.Tests.Fluence.Cloud;

/// <summary>Every operation answers as the OpenAPI file says, when it accepts and when it refuses.</summary>
public sealed class ConformanceTests() : CloudTest(withFleet: true)
{
    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGZha2UgZmFrZSBmYWtlIGZha2UgZmFrZSBmYWtlIGZh test@example";
    private static readonly IReadOnlyList<CloudRoute> Routes =
        [.. CloudRoutes.All.Where(route => route.Template.StartsWith("/v3/", StringComparison.Ordinal))];

    [SkippableFact]
    public void Every_operation_of_the_file_is_served_and_no_other()
    {
        Skip.If(ResponseContract.Shared is null, ResponseContract.Absent);

        Assert.Equal(ResponseContract.Shared!.Operations.Order(), Routes.Select(NameOf).Order());
    }

    [SkippableFact]
    public async Task Every_operation_conforms_when_it_accepts()
    {
        Skip.If(ResponseContract.Shared is null, ResponseContract.Absent);
        var plain = Routes.Where(route => route.Method == "GET" && route.Parameters == 0);
        foreach (var route in plain.Where(route => !route.Template.EndsWith("aggregated", StringComparison.Ordinal)))
        {
            await Ok(Send("GET", route.Template[4..]));
        }
        await AccountAndPrices();
        await Networks();
        await DisksAndAddresses();
        await VmParts();
        await TopUps();

        var missing = Routes.Select(NameOf).Where(name => !Handler.Seen.Any(seen => seen.Operation == name && seen.Status < 300));
        Assert.Empty(missing);
    }

    [SkippableFact]
    public async Task Every_operation_conforms_when_it_refuses()
    {
        Skip.If(ResponseContract.Shared is null, ResponseContract.Absent);
        var narrow = Emulator.AddApiKey();
        foreach (var route in Routes)
        {
            await BeRefused(route, narrow);
        }
    }

    [SkippableTheory]
    [InlineData("""{"items":[],"pagination":{"totalRecords":0,"filteredRecords":0,"totalPages":0,"currentPage":1}}""", "perPage")]
    [InlineData("""{"items":[],"pagination":{"totalRecords":0},"more":1}""", "more")]
    [InlineData("""[]""", "")]
    public void The_judge_sees_what_is_wrong(string body, string where)
    {
        Skip.If(ResponseContract.Shared is null, ResponseContract.Absent);

        var violations = ResponseContract.Shared!.Violations("GET /v3/vms", 200, body);
        Assert.Contains(violations, each => each.Contains(where, StringComparison.Ordinal));
        Assert.NotEmpty(ResponseContract.Shared.Violations("GET /v3/vms", 409, """{"code":"conflict","error":"a"}"""));
        Assert.NotEmpty(ResponseContract.Shared.Violations("GET /v3/vms/{vm_id}", 404, """{"code":"made_up","error":"a"}"""));
    }

    private static string NameOf(CloudRoute route) => $"{route.Method} {route.Template}";

    /// <summary>401 without a key, 400 for a wrong body before any scope is looked at, then 403, and 404 for what isn't there.</summary>
    private async Task BeRefused(CloudRoute route, string narrow)
    {
        var path = string.Join('/', route.Template[4..].Split('/').Select(part => part.StartsWith('{') ? Unknown.ToString("D") : part));
        if (route.IsPublic)
        {
            return;
        }
        var (all, body) = (ApiKey, SampleOf(route));
        ApiKey = null;
        await Refused(401, "unauthorized", Send(route.Method, path, body));
        ApiKey = narrow;
        if (route.Body is not null)
        {
            await Refused(400, "bad_request", Send(route.Method, path, "{", NewKey()));
        }
        if (route.Scope.Length > 0)
        {
            await Refused(403, "forbidden", Send(route.Method, path, body, NewKey()));
        }
        ApiKey = all;
        if (route.Template.Contains("_id}", StringComparison.Ordinal))
        {
            var keyed = route.Template.EndsWith("terminate", StringComparison.Ordinal) ? NewKey() : null;
            var refusal = await Send(route.Method, path, body, keyed);
            Assert.True(refusal.Status is 400 or 404, $"{NameOf(route)}: {refusal.Status} {refusal.Text}");
        }
    }

    /// <summary>A body that has the shape of one, if not the values.</summary>
    private static string? SampleOf(CloudRoute route)
    {
        if (route.Body is null)
        {
            return null;
        }
        var names = route.Body.IsPatch ? route.Body.Names.Take(1) : route.Body.Required;
        return new JsonObject(names.Select(name => KeyValuePair.Create<string, JsonNode?>(name, "sample"))).ToJsonString();
    }

    private async Task AccountAndPrices()
    {
        await Ok(Patch("account/profile", """{"firstName":"Ada"}"""));
        await Ok(Get("account/charges/aggregated?startDate=2026-01-01&endDate=2026-12-31&period=DAY"));
        await Ok(Get("account/charges/aggregated?startDate=2026-01-01&endDate=2026-12-31&groupBy=CLUSTER"));
        await Ok(Get($"clusters/{Cluster}/resources"));
        var tag = (await Get("prices/vm")).Headers["ETag"];
        Assert.Equal(304, (await Send("GET", "prices/vm", tag: tag)).Status);
        var vm = $$"""{"vm":{"resource_id":{"clusterId":"{{Cluster}}","vmConfigurationId":"{{Configuration}}"} } }""";
        await Ok(Post("prices/cost", $$"""{"resources":[{{vm}}],"secs":60}"""));
        var key = await Ok(Post("api-keys", """{"name":"work","scopes":["vms:read"],"expiresAt":"2027-01-01T00:00:00Z"}"""), 201);
        await Ok(Delete($"api-keys/{key["id"]}"), 204);
        var ssh = await Ok(Post("ssh-keys", $$"""{"name":"work","publicKey":"{{Key}}"}"""), 201);
        await Refused(409, "conflict", Post("ssh-keys", $$"""{"name":"again","publicKey":"{{Key}}"}"""));
        await Ok(Delete($"ssh-keys/{ssh["id"]}"));
    }

    private async Task Networks()
    {
        var vpc = (await Ok(Post("vpcs", $$"""{"clusterId":"{{Cluster}}","name":"net"}""", NewKey())))["id"];
        await Ok(Patch($"vpcs/{vpc}", """{"name":"net-2"}"""));
        var subnet = (await Ok(Post($"vpcs/{vpc}/subnets", """{"name":"inner","ipv4Cidr":"10.0.0.0/24","ipv6Cidr":"fd00::/64"}""")))["id"];
        Step(2);
        await Ok(Post($"subnets/{subnet}/default"));
        await Ok(Patch($"subnets/{subnet}", """{"egress":false}"""));
        var group = (await Ok(Post("security-groups", $$"""{"vpcId":"{{vpc}}","name":"web","ingressRules":[{{Rule}}]}""", NewKey())))["id"];
        await Ok(Patch($"security-groups/{group}", $$"""{"egressRules":{"type":"allow","rules":[{{Rule}}]},"ingressRules":null}"""));
        await Refused(409, "vpc_has_live_children", Delete($"vpcs/{vpc}"));
        await Ok(Delete($"security-groups/{group}"));
        await Ok(Delete($"subnets/{subnet}"));
        await Ok(Delete($"vpcs/{vpc}"));
        Step(2);
        await Ok(Get("vpcs"));
    }

    private const string Rule = """
        {"type":"ipv4","protocolKind":{"tcp":{"ports":{"range":{"min":80,"max":90}}}},"remote":{"address":"203.0.113.0/24"}}
        """;

    private async Task DisksAndAddresses()
    {
        var disk = (await Ok(Post("storages", DiskBody("data"), NewKey())))["id"];
        Step(2);
        await Ok(Patch($"storages/{disk}", """{"volumeGb":20,"name":"data-2"}"""));
        await Ok(Get($"storages/{disk}"));
        await Ok(Delete($"storages/{disk}"));
        var address = (await Ok(Post("public-ips", AddressBody("one"), NewKey())))["id"];
        await Ok(Patch($"public-ips/{address}", """{"name":"two"}"""));
        Step(2);
        await Ok(Get("public-ips"));
        await Ok(Delete($"public-ips/{address}"));
        Step(2);
        await Ok(Get("public-ips"));
        await Ok(Get("storages?perPage=200"));
    }

    private async Task VmParts()
    {
        var id = (await Draft())["id"];
        await Ok(Post("vm-estimates", $$"""
            {"name":"web-1","clusterId":"{{Cluster}}","configurationId":"{{Configuration}}","sshKeyIds":[],"cloudInit":null,
             "bootDisk":{"kind":"new","volumeGb":25,"source":{"type":"http","url":"https://example.org/a.qcow2","bootMode":"EFI"} },
             "dataDisks":[{"kind":"new","volumeGb":1}],
             "interfaces":[{"kind":"public","addressType":"V4","default":true},
                           {"kind":"private","subnetId":"{{DefaultSubnet}}","default":false}]}
            """));
        await Ok(Get($"vms/{id}/estimate"));
        await Ok(Patch($"vms/{id}", $$"""{"configurationId":"{{Configuration}}"}"""));
        await Ok(Send("PUT", $"vms/{id}/cloud-init", """{"userData":"#!/bin/sh"}"""));
        await Ok(Send("DELETE", $"vms/{id}/cloud-init"));
        await Ok(Send("PUT", $"vms/{id}/ssh-keys", """{"sshKeys":[]}"""));
        await Ok(Post($"vms/{id}/cluster", $$"""{"clusterId":"{{Cluster}}","expectedUpdatedAt":"2026-01-01T00:00:00Z"}"""));
        await Ok(Post($"vms/{id}/boot-disk", $$"""{"volumeGb":30,"source":{"type":"catalog","imageId":"{{Image}}"} }""", NewKey()));
        var data = (await Ok(Post($"vms/{id}/storages", """{"volumeGb":5}""", NewKey())))["id"];
        await Ok(Patch($"vms/{id}/storages/{data}", """{"volumeGb":6}"""));
        await Ok(Delete($"vms/{id}/storages/{data}"), 204);
        var nic = (await Ok(Post($"vms/{id}/interfaces", """{"kind":{"public":{} } }""")))["id"];
        await Ok(Patch($"vms/{id}/interfaces/{nic}", """{"securityGroupId":null}"""));
        await Ok(Post($"vms/{id}/interfaces/{nic}/default"));
        await Ok(Get($"vms/{id}/interfaces"));
        await Ok(Delete($"vms/{id}/interfaces/{nic}"), 204);
        await Ok(Delete($"vms/{(await Draft())["id"]}"), 204);
        await Ok(Post($"vms/{id}/provision"));
        Step(4);
        await Ok(Post($"vms/{id}/vm-api-access-token"));
        await Ok(Post($"vms/{id}/restart"));
        Step(5);
        await Ok(Post($"vms/{id}/softreboot"));
        await Ok(Post($"vms/{id}/terminate", key: NewKey()), 202);
        Step(3);
        await Ok(Get($"vms/{id}"));
    }

    private async Task TopUps()
    {
        var topUp = (await Ok(Post("top-ups", """{"amountCents":1000,"methodCode":"card"}"""), 201))["id"];
        await Refused(409, "conflict", Post("top-ups", """{"amountCents":1000}"""));
        await Ok(Get($"top-ups/{topUp}"));
        await Ok(Get("top-ups/pending"));
        await Ok(Delete($"top-ups/{topUp}"));
        await Ok(Get("promo-codes/EMULATOR"));
        await Ok(Post("promo-codes/redeem", """{"code":"NONE"}"""));
    }
}
