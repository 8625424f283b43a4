using FluenceVm.Emulator.Tests.Support;

namespace FluenceVm.Emulator.Tests.Fluence.Market;

public sealed class VmUpdateTests : EmulatorTest
{
    private const string Unknown = "0x0B08D9233ed01f4697d4b6C5814bc6d9f0cB8F99";

    [Fact]
    public async Task A_rename_leaves_the_ports_and_a_port_list_replaces_them_all()
    {
        var id = (string)(await Client.Vm("web-1"))["id"]!;

        Assert.Equal(new Response(204, string.Empty, null), await Patch($$"""{"updates":[{"id":"{{id}}","vmName":"www-1"}]}"""));
        Assert.Equal(3, (await Client.Vm("www-1"))["ports"]!.AsArray().Count);
        await Patch($$"""{"updates":[{"id":"{{id}}","openPorts":[{"port":443,"protocol":"tcp"}]}]}""");

        Assert.Equal("""[{"port":443,"protocol":"tcp"}]""", (await Client.Vm("www-1"))["ports"]!.ToJsonString());
    }

    [Fact]
    public async Task One_wrong_update_leaves_all_vms_as_they_are()
    {
        var before = (await Client.Get("vms/v3")).Text;
        var id = (string)(await Client.Vm("web-1"))["id"]!;

        var response = await Patch($$"""{"updates":[{"id":"{{id}}","vmName":"www-1"},{"id":"{{Unknown}}","vmName":"b"}]}""");

        Assert.Equal((404, $"VM not found: {Unknown}"), (response.Status, response.Error));
        Assert.Equal(before, (await Client.Get("vms/v3")).Text);
    }

    [Theory]
    [InlineData("web-1", "\"vmName\":\"a b\"", 400)]
    [InlineData("web-1", "\"openPorts\":[{\"port\":10250,\"protocol\":\"tcp\"}]", 400)]
    [InlineData("web-1", "\"other\":1", 400)]
    [InlineData("legacy-1", "\"vmName\":\"new\"", 422)]
    public async Task A_wrong_update_is_refused(string name, string change, int status)
    {
        var id = (string)(await Client.Vm(name))["id"]!;

        Assert.Equal(status, (await Patch($$"""{"updates":[{"id":"{{id}}",{{change}}}]}""")).Status);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"updates":[]}""")]
    [InlineData("""{"updates":[{"vmName":"a"}]}""")]
    [InlineData("""{"updates":[{"id":"7","vmName":"a"}]}""")]
    public async Task An_update_that_is_not_as_documented_is_400(string body) => Assert.Equal(400, (await Patch(body)).Status);

    [Fact]
    public async Task The_status_of_several_vms_comes_in_one_answer_and_unknown_ids_are_missing()
    {
        var web = (string)(await Client.Vm("web-1"))["id"]!;
        var worker = (string)(await Client.Vm("worker-1"))["id"]!;

        var reports = (await Client.Get($"vms/v3/status?ids={web},{worker},{Unknown}")).Json.AsArray();

        Assert.Equal([(web, "Active"), (worker, "Launching")], reports.Select(each => ((string)each!["id"]!, (string)each["status"]!)));
        Assert.NotNull(reports[0]!["publicIp"]);
        Assert.False(reports[1]!.AsObject().ContainsKey("publicIp"));
        Assert.All(reports, each => Assert.True(DateTimeOffset.Parse((string)each!["statusChangedAt"]!) <= Emulator.Now));
    }

    [Fact]
    public async Task The_status_of_ids_that_are_given_one_by_one_comes_for_all_of_them()
    {
        var ids = (await Client.Vms()).Select(vm => (string)vm["id"]!).Take(3).ToList();

        var reports = (await Client.Get($"vms/v3/status?ids={ids[0]}&ids={ids[1]},{ids[2]}")).Json.AsArray();

        Assert.Equal(ids, reports.Select(each => (string)each!["id"]!));
    }

    [Theory]
    [InlineData("vms/v3/status")]
    [InlineData("vms/v3/status?ids=")]
    [InlineData("vms/v3/status?ids=1")]
    public async Task A_status_request_without_proper_ids_is_400(string path) => Assert.Equal(400, (await Client.Get(path)).Status);

    private Task<Response> Patch(string body) => Client.Send(HttpMethod.Patch, "vms/v3", body);
}
