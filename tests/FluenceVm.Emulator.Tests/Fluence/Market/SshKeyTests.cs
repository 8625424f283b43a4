using FluenceVm.Emulator.Tests.Support;

namespace FluenceVm.Emulator.Tests.Fluence.Market;

public sealed class SshKeyTests() : EmulatorTest(withFleet: false)
{
    private const string Fingerprint = "SHA256:";

    [Fact]
    public async Task A_new_key_is_201_and_a_known_one_200_and_both_are_objects()
    {
        var added = await Client.Post("ssh_keys", Body("work", EmulatorClient.PublicKey));
        var again = await Client.Post("ssh_keys", Body("other-name", EmulatorClient.PublicKey));

        Assert.Equal((201, 200), (added.Status, again.Status));
        Assert.Equal("work", (string?)added.Json["name"]);
        Assert.Equal("ssh-ed25519", (string?)added.Json["algorithm"]);
        Assert.Equal("test@example", (string?)added.Json["comment"]);
        Assert.StartsWith(Fingerprint, (string)added.Json["fingerprint"]!, StringComparison.Ordinal);
        Assert.Equal("+002026-03-01T12:00:00.000000000Z", (string?)added.Json["createdAt"]);
        Assert.Equal(added.Json.ToJsonString(), again.Json.ToJsonString());
        Assert.Equal(added.Json.ToJsonString(), Assert.Single((await Client.Get("ssh_keys")).Json.AsArray())!.ToJsonString());
    }

    [Fact]
    public async Task An_order_may_name_a_registered_key_and_keeps_it_when_it_is_removed()
    {
        var key = (await Client.Post("ssh_keys", Body("work", EmulatorClient.PublicKey))).Json;
        var order = EmulatorClient.OrderBody().Replace(EmulatorClient.PublicKey, "work", StringComparison.Ordinal);
        Assert.Equal(200, (await Client.Post("vms/v3", order)).Status);

        var removal = $$"""{"fingerprint":"{{key["fingerprint"]}}"}""";
        Assert.Equal(200, (await Client.Send(HttpMethod.Delete, "ssh_keys", removal)).Status);

        Assert.Empty((await Client.Get("ssh_keys")).Json.AsArray());
        Assert.Single(await Client.Vms());
        Assert.Equal(400, (await Client.Post("vms/v3", order)).Status);
        Assert.Equal(404, (await Client.Send(HttpMethod.Delete, "ssh_keys", removal)).Status);
    }

    [Theory]
    [InlineData("work", "-----BEGIN OPENSSH PRIVATE KEY-----")]
    [InlineData("work", "ssh-ed25519")]
    [InlineData("work", "ssh-ed25519 AAAA")]
    [InlineData("work", "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIGZha2UgZmFrZSBmYWtlIGZha2UgZmFrZSBmYWtlIGZh")]
    [InlineData("work", "")]
    [InlineData(" ", EmulatorClient.PublicKey)]
    public async Task What_is_no_public_key_is_400(string name, string key)
    {
        Assert.Equal(400, (await Client.Post("ssh_keys", Body(name, key))).Status);
        Assert.Empty((await Client.Get("ssh_keys")).Json.AsArray());
    }

    private static string Body(string name, string key) => $$"""{"name":"{{name}}","publicKey":"{{key}}"}""";
}
