using System.Text.Json.Nodes;
using FluenceVm.Emulator.Fluence;

namespace FluenceVm.Emulator.Tests.Fluence.Cloud;

public sealed class StateTests : CloudTest
{
    [Fact]
    public async Task Everything_survives_and_goes_on_as_it_would_have()
    {
        await Prepare();
        var account = new FluenceAccount(7);
        FluenceState.Load(account, JsonNode.Parse(FluenceState.Save(Emulator.Account).ToJsonString())!);
        Assert.Equal(Saved(Emulator.Account), Saved(account));

        foreach (var by in new[] { 1, 3, 3600, 90_000 })
        {
            Step(by);
            account.AdvanceTo(Emulator.Now);
            Assert.Equal(Saved(Emulator.Account), Saved(account));
        }
    }

    [Theory]
    [InlineData("\"bootDisk\":1", "\"bootDisk\":77")]
    [InlineData("\"bootDisk\":1", "\"bootDisk\":2")]
    [InlineData("\"datacenter\":1", "\"datacenter\":99")]
    [InlineData("\"kind\":\"Restart\"", "\"kind\":\"Sleep\"")]
    [InlineData("\"nextChargeAt\"", "\"nextCharge\"")]
    [InlineData("\"endedVms\"", "\"ended\"")]
    [InlineData("\"nextGroup\":3", "\"nextGroup\":2")]
    [InlineData("\"group\":1", "\"group\":7")]
    [InlineData("\"cloud\":{\"nextNumber\":5", "\"cloud\":{\"nextNumber\":1")]
    public async Task A_state_that_contradicts_itself_is_not_taken(string right, string wrong)
    {
        await Prepare();
        var text = Saved(Emulator.Account);
        Assert.Contains(right, text, StringComparison.Ordinal);

        Assert.Throws<FormatException>(() => FluenceState.Load(new FluenceAccount(1), JsonNode.Parse(text.Replace(right, wrong, StringComparison.Ordinal))!));
    }

    private async Task Prepare()
    {
        await Client.Order(name: "old");
        var vm = await Launched("kept", withAddress: true);
        var ended = await Launched("ended");
        await Ok(Client.Post("v2/vms", VmBody("starting", $"{DiskBody()}", ",\"cloudInit\":{\"userData\":\"#cloud-config\\n\\tx\"}")));
        await Do(ended, "terminate");
        Step(3);
        await Ok(Client.Send(HttpMethod.Delete, $"v1/storages/{ended["bootDisk"]}", null));
        var group = await Group("web", """{"type":"ipv4","protocolKind":{"tcp":{"ports":{"exact":{"value":443} } } },"remote":{"address":"0.0.0.0/0"}}""");
        var network = Assert.Single((await Ok(Client.Get($"v2/vms/{vm["id"]}/interfaces"))).AsArray())!;
        Step(1);
        await Ok(Client.Send(HttpMethod.Patch, $"v2/vms/{vm["id"]}/interfaces/{network["id"]}", $$"""{"securityGroupId":"{{group["id"]}}"}"""));
        await Ok(Client.Send(HttpMethod.Delete, $"v1/security_groups/{(await Group("gone"))["id"]}", null));
        Step(2);
        await Do(vm, "restart");
        Step(1);
    }

    private static string Saved(FluenceAccount account) => FluenceState.Save(account).ToJsonString();
}
