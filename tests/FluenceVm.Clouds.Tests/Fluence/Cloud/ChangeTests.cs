using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Tests.Fluence.Cloud;

/// <summary>Changes of VMs that are there.</summary>
public class ChangeTests
{
    private static readonly VmPort[] Ports = [VmPort.Ssh, VmPort.Parse("8443/tcp")];

    private static async Task<string> RunningAsync(EmulatedCloud cloud, params string[] ports)
    {
        var ids = await cloud.PlaceAsync(EmulatedCloud.Order("web", 1, ports));
        cloud.Emulator.Step(TimeSpan.FromSeconds(10));
        cloud.Sent.Clear();
        return ids[0];
    }

    private static Task OpenAsync(EmulatedCloud cloud, string id) =>
        cloud.Client.UpdateVmsAsync([new VmUpdate { Id = id, OpenPorts = Ports }], CancellationToken.None);

    [Fact]
    public async Task A_live_vm_is_renamed()
    {
        using var cloud = new EmulatedCloud();
        var id = await RunningAsync(cloud);

        await cloud.Client.UpdateVmsAsync([new VmUpdate { Id = id, Name = "web-2" }], CancellationToken.None);

        Assert.Equal("web-2", Assert.Single(await cloud.VmsAsync()).Name);
    }

    [Fact]
    public async Task A_draft_gets_other_keys_and_user_data()
    {
        using var cloud = new EmulatedCloud();
        var draft = (await cloud.PlaceAsync(EmulatedCloud.Order() with { Provision = false, UserData = "#cloud-config\n" }))[0];
        var laptop = (await cloud.Client.AddSshKeyAsync("laptop", SshKeys.Ed25519, CancellationToken.None)).Key.Name!;

        await cloud.Client.UpdateVmsAsync([new VmUpdate { Id = draft, SshKeys = [SshKeys.Rsa2048, laptop] }], CancellationToken.None);
        await cloud.Client.UpdateVmsAsync([new VmUpdate { Id = draft, UserData = "#!/bin/sh\n" }], CancellationToken.None);

        Assert.Equal(2, (await cloud.Client.ListSshKeysAsync(CancellationToken.None)).Count);
        var vm = await cloud.FirstAsync("v3/vms");
        Assert.Equal((2, true), (vm.GetProperty("sshKeyIds").GetArrayLength(), vm.GetProperty("hasCloudInit").GetBoolean()));
        await cloud.Client.UpdateVmsAsync([new VmUpdate { Id = draft, UserData = string.Empty }], CancellationToken.None);
        Assert.False((await cloud.FirstAsync("v3/vms")).GetProperty("hasCloudInit").GetBoolean());
    }

    [Fact]
    public async Task The_keys_and_user_data_of_a_vm_that_runs_stay_and_the_refusal_says_why()
    {
        using var cloud = new EmulatedCloud();
        var id = await RunningAsync(cloud);
        foreach (var update in new[] { new VmUpdate { Id = id, SshKeys = [] }, new VmUpdate { Id = id, UserData = "#!/bin/sh" } })
        {
            var refusal = await Assert.ThrowsAsync<FluenceApiException>(
                () => cloud.Client.UpdateVmsAsync([update], CancellationToken.None));
            Assert.Contains("in a draft only", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Our_own_group_is_changed_by_its_rules_without_a_restart()
    {
        using var cloud = new EmulatedCloud();
        var id = await RunningAsync(cloud, "443/tcp");

        await OpenAsync(cloud, id);

        var vm = Assert.Single(await cloud.VmsAsync());
        Assert.Equal("22/tcp 8443/tcp", string.Join(" ", vm.Ports!));
        Assert.False(vm.RestartRequired);
        Assert.DoesNotContain("POST v3/security-groups", cloud.Sent);
    }

    [Fact]
    public async Task A_vm_without_a_group_gets_one_of_its_own()
    {
        using var cloud = new EmulatedCloud();
        var id = await RunningAsync(cloud);

        await OpenAsync(cloud, id);
        cloud.Emulator.Step(TimeSpan.FromSeconds(5));

        var vm = Assert.Single(await cloud.VmsAsync());
        Assert.Equal("22/tcp 8443/tcp", string.Join(" ", vm.Ports!));
        Assert.True(vm.RestartRequired);
    }

    [Fact]
    public async Task Somebody_elses_group_is_only_read()
    {
        using var cloud = new EmulatedCloud();
        var vpc = await cloud.ReadAsync("v3/subnets", "vpcId");
        var group = await cloud.MakeAsync("v3/security-groups", $$"""{"vpcId":"{{vpc}}","name":"office","ingressRules":[]}""");
        cloud.Emulator.Step(TimeSpan.FromSeconds(5));
        var order = EmulatedCloud.Order() with { SecurityGroup = "office" };
        var ids = await cloud.PlaceAsync(order);
        cloud.Emulator.Step(TimeSpan.FromSeconds(10));
        cloud.Sent.Clear();

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => OpenAsync(cloud, ids[0]));

        Assert.Contains("office", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(group, refusal.Message, StringComparison.Ordinal);
        Assert.All(cloud.Sent, request => Assert.StartsWith("GET ", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failure_of_the_firewall_leaves_no_group_behind()
    {
        using var cloud = new EmulatedCloud();
        var id = await RunningAsync(cloud);
        cloud.Instead = request =>
            request.StartsWith("PATCH", StringComparison.Ordinal) ? CloudReply.Error(422, "security_group_vpc_mismatch", "no") : null;

        await Assert.ThrowsAsync<FluenceApiException>(() => OpenAsync(cloud, id));

        cloud.Instead = null;
        Assert.Empty(await cloud.OrphansAsync());
    }

    [Fact]
    public async Task A_burst_of_5xx_while_the_firewall_is_waited_for_passes()
    {
        using var cloud = new EmulatedCloud();
        var id = await RunningAsync(cloud);
        var left = 6;
        cloud.Instead = request => request.StartsWith("PATCH", StringComparison.Ordinal) && left-- > 0
            ? CloudReply.Error(503, "service_unavailable", "away")
            : null;

        await OpenAsync(cloud, id);

        Assert.NotNull(Assert.Single(await cloud.VmsAsync()).Ports);
    }

    [Fact]
    public async Task A_drafts_firewall_does_not_wait_for_what_never_comes()
    {
        using var cloud = new EmulatedCloud();
        var ids = await cloud.PlaceAsync(EmulatedCloud.Order() with { Provision = false });
        cloud.Instead = request =>
            request.StartsWith("PATCH", StringComparison.Ordinal) ? CloudReply.Error(409, "conflict", "a draft") : null;
        var start = cloud.Time.GetUtcNow();

        await Assert.ThrowsAsync<FluenceApiException>(() => OpenAsync(cloud, ids[0]));

        Assert.True(cloud.Time.GetUtcNow() - start < TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData(true, "softreboot")]
    [InlineData(false, "restart")]
    public async Task A_restart_whose_outcome_is_unknown_is_never_repeated(bool soft, string route)
    {
        using var cloud = new EmulatedCloud();
        var id = await RunningAsync(cloud);
        cloud.Instead = request => request.EndsWith("/" + route, StringComparison.Ordinal)
            ? CloudReply.Error(503, "service_unavailable", "outcome unknown")
            : null;

        var failure = await Assert.ThrowsAsync<FluenceApiException>(() => cloud.Client.RestartVmAsync(id, soft, CancellationToken.None));

        Assert.Contains("unknown", failure.Message, StringComparison.Ordinal);
        Assert.Single(cloud.Sent, request => request.EndsWith("/" + route, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_restart_restarts(bool soft)
    {
        using var cloud = new EmulatedCloud();
        var id = await RunningAsync(cloud);

        await cloud.Client.RestartVmAsync(id, soft, CancellationToken.None);

        Assert.Equal(soft ? "softRebooting" : "restarting", Assert.Single(await cloud.VmsAsync()).Status);
    }
}
