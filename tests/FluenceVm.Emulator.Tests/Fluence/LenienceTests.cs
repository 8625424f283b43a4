using FluenceVm.Emulator.Tests.Support;

namespace FluenceVm.Emulator.Tests.Fluence;

/// <summary>What clients send that nobody documents, and what becomes of it in each generation.</summary>
public sealed class LenienceTests : EmulatorTest
{
    [Theory]
    [InlineData("vms/v2")]
    [InlineData("vms/v3")]
    [InlineData("vms/v3/default_images")]
    [InlineData("ssh_keys")]
    [InlineData("marketplace/countries")]
    [InlineData("v3/vms")]
    [InlineData("v3/storages")]
    [InlineData("v3/ssh-keys")]
    public async Task A_query_parameter_that_is_not_known_is_ignored(string path)
    {
        var plain = await Client.Get(path);
        var more = await Client.Get(path + "?per_page=1&unheardOf[0]=x&_=1");

        Assert.Equal(200, plain.Status);
        Assert.Equal((200, plain.Text), (more.Status, more.Text));
    }

    [Theory]
    [InlineData("vms/v3", 403)]
    [InlineData("v3/vms", 401)]
    public async Task A_key_as_the_scheme_X_API_KEY_is_accepted_as_documented_for_each_generation(string path, int status)
    {
        Client.Headers.Clear();
        Client.Headers.TryAddWithoutValidation("Authorization", $"X-API-KEY {Emulator.ApiKey}");

        Assert.Equal(status, (await Client.Get(path)).Status);
    }

    [Theory]
    [InlineData("vms/v3")]
    [InlineData("v3/vms")]
    public async Task Both_headers_at_once_are_accepted(string path)
    {
        Client.Headers.TryAddWithoutValidation("Authorization", $"X-API-KEY {Emulator.ApiKey}");

        Assert.Equal(200, (await Client.Get(path)).Status);
    }
}
