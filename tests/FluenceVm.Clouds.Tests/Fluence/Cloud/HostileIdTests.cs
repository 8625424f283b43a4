namespace FluenceVm.Clouds.Tests.Fluence.Cloud;

/// <summary>An id that a service made up, or a person mistyped, never leads a change to another thing.</summary>
public class HostileIdTests
{
    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../vms/x")]
    [InlineData("x/../../vms/y")]
    [InlineData("%2e%2e")]
    [InlineData("x#y")]
    [InlineData("x?y=z")]
    [InlineData("x y")]
    [InlineData("x\n")]
    public async Task Nothing_is_sent(string id)
    {
        using var service = new ScriptedCloud();
        var (client, parts) = (service.Client, service.Client.Parts);
        Func<Task>[] changes =
        [
            () => client.RestartVmAsync(id, soft: false, default),
            () => client.GetAccessTokenAsync(id, default),
            () => client.ApiKeys.RemoveAsync(id, default),
            () => parts.Disks.RemoveAsync(id, default),
            () => parts.PublicIps.RemoveAsync(id, default),
            () => parts.PublicIps.RenameAsync(id, "name", default),
            () => parts.Networks.RemoveSubnetAsync(id, default),
            () => parts.Networks.RenameVpcAsync(id, "name", default),
            () => parts.Firewalls.RemoveAsync(id, default),
        ];

        foreach (var change in changes)
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(change);
        }
        Assert.Empty(service.Sent);
    }
}
