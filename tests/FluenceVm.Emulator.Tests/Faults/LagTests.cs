using FluenceVm.Emulator.Tests.Support;

namespace FluenceVm.Emulator.Tests.Faults;

/// <summary>Reads that show an earlier state.</summary>
public sealed class LagTests() : EmulatorTest(withFleet: false)
{
    [Fact]
    public async Task A_list_shows_what_there_was_some_time_ago()
    {
        await Client.Order(name: "before");
        Emulator.SetFault(new EmulatorFault { Operation = "ListVms", Kind = EmulatorFaultKind.Lag, Lag = TimeSpan.FromSeconds(10) });
        Emulator.Step(TimeSpan.FromSeconds(2));
        await Client.Order(name: "new");

        Assert.Equal(["before: New"], await Listed());
        Emulator.Step(TimeSpan.FromSeconds(10));
        Assert.Equal(["before: Launching", "new: New"], await Listed());
        Emulator.Step(TimeSpan.FromSeconds(5));
        Assert.Equal(["before: Active", "new: Active"], await Listed());
    }

    [Fact]
    public async Task A_list_lacks_the_latest_changes()
    {
        Emulator.SetFault(new EmulatorFault { Operation = "ListVms", Kind = EmulatorFaultKind.Lag, LagChanges = 2, Count = 2 });
        await Client.Order(name: "first");
        await Client.Order(name: "second");
        await Client.Order(name: "third");

        Assert.Equal(["first: New"], await Listed());
        await Client.Delete($$"""{"vmId":"{{(await Client.Get("vms/v2")).Json[0]!["id"]}}"}""");
        Assert.Equal(["first: Stopped", "second: New", "third: New"], await Listed());
    }

    [Fact]
    public async Task Only_reads_lag_and_the_present_state_is_changed()
    {
        Emulator.SetFault(new EmulatorFault { Kind = EmulatorFaultKind.Lag, Lag = TimeSpan.FromHours(1) });
        var id = Assert.Single(await Client.Order());

        Assert.Equal(0, Assert.Single(Emulator.Faults).Struck);
        Assert.Empty(await Client.Vms());
        Assert.Equal(200, (await Client.Delete($$"""{"vmId":"{{id}}"}""")).Status);
        Emulator.ClearFaults();
        Assert.Equal(["ordered: Stopped"], await Listed());
    }

    [Fact]
    public async Task Changes_that_were_cut_came_twice_or_late_are_seen_the_same_way_later()
    {
        Emulator.SetFault(new EmulatorFault { Operation = "ListVms", Kind = EmulatorFaultKind.Lag, Lag = TimeSpan.FromSeconds(1) });
        Emulator.SetFault(new EmulatorFault { Operation = "CreateVm", Kind = EmulatorFaultKind.StatusAfter, CutAfter = 2, Nth = [1] });
        Emulator.SetFault(new EmulatorFault { Operation = "CreateVm", Kind = EmulatorFaultKind.Duplicate, Nth = [2] });
        Emulator.SetFault(new EmulatorFault { Operation = "CreateVm", Kind = EmulatorFaultKind.Late, Nth = [3] });
        await Client.Post("vms/v3", EmulatorClient.OrderBody(4, "cut"));
        await Client.Order(name: "twice");
        await Assert.ThrowsAsync<HttpRequestException>(() => Client.Order(name: "late"));
        Emulator.Step(TimeSpan.FromDays(1));

        var lagging = await Listed();
        Emulator.ClearFaults();

        Assert.Equal(5, lagging.Count);
        Assert.Equal(await Listed(), lagging);
    }

    private async Task<IReadOnlyList<string>> Listed() => [.. (await Client.Vms()).Select(vm => $"{vm["vmName"]}: {vm["status"]}")];
}
