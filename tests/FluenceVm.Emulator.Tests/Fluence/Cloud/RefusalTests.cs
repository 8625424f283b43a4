using System.Text.Json.Nodes;
using FluenceVm.Emulator.Tests.Support;
using FluenceVm.Tests.Support;

namespace FluenceVm.Emulator.Tests.Fluence.Cloud;

/// <summary>Who may do what, which words are refused, and where there is no room.</summary>
public sealed class RefusalTests : CloudTest
{
    [Fact]
    public async Task A_key_does_what_its_scopes_allow()
    {
        ApiKey = Emulator.AddApiKey("vpc:read", "vms:read");
        await Ok(Get("vpcs"));
        await Ok(Get("images"));

        var write = await Refused(403, "forbidden", Post("vpcs", $$"""{"clusterId":"{{Cluster}}","name":"net"}"""));
        var estimate = await Refused(403, "forbidden", Get($"vms/{Unknown}/estimate"));

        Assert.Equal(("UserVpcWrite", "UserPricesRead"), ((string?)write["error"], (string?)estimate["error"]));
    }

    [Fact]
    public async Task A_key_gives_on_only_what_it_has()
    {
        ApiKey = Emulator.AddApiKey("api_key:create", "vms:read");
        await Ok(Post("api-keys", KeyBody("vms:read")), 201);

        await Refused(403, "api_key_scope_not_delegable", Post("api-keys", KeyBody("vms:write")));
    }

    [Fact]
    public async Task A_key_ends_with_its_time_and_with_its_removal()
    {
        var key = await Ok(Post("api-keys", KeyBody("vms:read", "2026-03-01T13:00:00Z")), 201);
        var first = ApiKey;
        ApiKey = (string?)key["value"];
        await Ok(Get("vms"));
        Step(3_600);
        await Refused(401, "unauthorized", Get("vms"));

        ApiKey = first;
        var other = await Ok(Post("api-keys", KeyBody("vms:read")), 201);
        await Ok(Delete($"api-keys/{other["id"]}"), 204);
        await Refused(404, "not_found", Delete($"api-keys/{other["id"]}"));
        ApiKey = (string?)other["value"];
        await Refused(401, "unauthorized", Get("vms"));
    }

    [Theory]
    [InlineData("a2345678901234567890123456")]
    [InlineData("Web")]
    [InlineData("web_1")]
    [InlineData("-web")]
    [InlineData("web-")]
    [InlineData("")]
    public async Task A_name_of_another_form_is_refused(string name)
    {
        await Refused(400, "bad_request", Post("vms", VmBody(name), NewKey()));
        await Refused(400, "bad_request", Post("storages", DiskBody(name)));
        await Refused(400, "bad_request", Post("public-ips", AddressBody(name)));
    }

    [Theory]
    [InlineData("""{"name":null}""")]
    [InlineData("""{"made":"up"}""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"name":"\ud800"}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"sshKeyIds":["\ud800"]}""")]
    [InlineData("""{"name":1,"interfaces":{} }""")]
    [InlineData("""{"name":"a","name":"b"}""")]
    [InlineData("""{"bootDisk":{"kind":"new","volumeGb":24} }""")]
    [InlineData("""{"interfaces":[{"kind":"public"}]}""")]
    public async Task A_draft_of_another_form_is_refused(string body) => await Refused(400, "bad_request", Post("vms", body, NewKey()));

    [Fact]
    public async Task Accounts_know_nothing_of_each_other()
    {
        var options = new VmEmulatorOptions { TimeProvider = new ManualTime(), WithFleet = false, Accounts = 2 };
        using var emulator = new VmEmulator(options);
        using var first = new EmulatorClient(emulator);
        using var second = new EmulatorClient(emulator, emulator.ApiKeys[1]);
        first.Headers.Add("Idempotency-Key", "same");
        second.Headers.Add("Idempotency-Key", "same");

        var one = (await first.Post("v3/vms", VmBody("one"))).Json["id"];
        var two = (await second.Post("v3/vms", VmBody("two"))).Json["id"];

        Assert.NotEqual((string?)one, (string?)two);
        Assert.Equal(404, (await second.Get($"v3/vms/{one}")).Status);
        Assert.Equal("two", (string?)Assert.Single((await second.Get("v3/vms")).Json["items"]!.AsArray())!["name"]);
        Assert.NotEqual((string?)(await first.Get("v3/account")).Json["id"], (string?)(await second.Get("v3/account")).Json["id"]);
    }

    [Fact]
    public async Task Pages_count_from_1_and_hold_50()
    {
        for (var count = 0; count < 51; count++)
        {
            await Draft();
        }
        Assert.Equal(50, (await Items("vms")).Count);
        var second = await Ok(Get("vms?page=2"));
        Assert.Single(second["items"]!.AsArray());
        string[] names = ["totalRecords", "totalPages", "currentPage", "perPage"];
        Assert.Equal([51, 2, 2, 50], names.Select(name => (int)second["pagination"]![name]!));
        Assert.Equal(51, (await Items("vms?perPage=200&made=up")).Count);
        await Refused(400, "bad_request", Get("vms?page=0"));
        await Refused(400, "bad_request", Get("vms?perPage=201"));
    }

    [Fact]
    public async Task Lists_can_be_narrowed()
    {
        var first = (await Draft(VmBody("web-1")))["id"];
        await Launched("web-2");

        Assert.Equal(["web-2"], Names(await Items("vms?statuses[0]=launched&statuses[1]=failed")));
        Assert.Equal(["web-1"], Names(await Items($"vms?ids[0]={first}&ids[1]={Unknown}")));
        Assert.Equal(["web-1", "web-2"], Names(await Items("vms?name=WEB-%25")));
        Assert.Equal(["web-2"], Names(await Items("vms?name=web-_&statuses=launched")));
        Assert.Single(await Items("storages?status[0]=draft"));
        Assert.Single(await Items("storages?excludeStatus[0]=draft"));
    }

    [Fact]
    public async Task Where_there_is_no_room_nothing_is_accepted()
    {
        Emulator.LimitCapacity("PL", hasVms: false, diskGb: 30, publicIps: 0);
        Assert.Empty((await Ok(Get($"clusters/{Cluster}/resources")))["availableConfigurationIds"]!.AsArray());
        var id = (await Draft(VmBody(more: ""","bootDisk":{"kind":"new","volumeGb":40}""" + WithAddress)))["id"];

        var refusal = await Refused(422, "admission_refused", Post($"vms/{id}/provision"));

        var violations = refusal["violations"]!.AsArray().Select(each => $"{each!["type"]}:{each["violation"]?["type"]}");
        Assert.Equal(["provision:computeCapacity", "provision:storageCapacity", "publicIpCapacity:"], violations);
        await Refused(422, "unprocessable_entity", Post("public-ips", AddressBody("one")));
        Emulator.LimitCapacity("PL");
        await Ok(Post($"vms/{id}/provision"));
    }

    [Fact]
    public async Task A_size_without_a_price_cannot_be_provisioned()
    {
        var size = (await Items("configurations")).Single(each => (string?)each["slug"] == "cpu-shared-2vcpu-2gb")["id"];
        var id = (await Draft($$"""{"configurationId":"{{size}}"}"""))["id"];

        var refusal = await Refused(422, "admission_refused", Post($"vms/{id}/provision"));

        Assert.Equal("priceUnavailable", (string?)refusal["violations"]![0]!["violation"]!["type"]);
        await Refused(422, "admission_refused", Get($"vms/{id}/estimate"));
    }

    private static string KeyBody(string scope, string end = "2027-01-01T00:00:00Z") =>
        $$"""{"name":"key","scopes":["{{scope}}"],"expiresAt":"{{end}}"}""";

    private static IEnumerable<string?> Names(IEnumerable<JsonNode> items) => items.Select(each => (string?)each["name"]);
}
