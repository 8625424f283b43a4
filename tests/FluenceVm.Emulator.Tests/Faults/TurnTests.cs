using FluenceVm.Emulator.Tests.Support;

namespace FluenceVm.Emulator.Tests.Faults;

/// <summary>Which requests a fault strikes.</summary>
public sealed class TurnTests() : EmulatorTest(withFleet: false)
{
    [Fact]
    public async Task Certain_requests_are_struck_by_their_numbers()
    {
        Emulator.SetFault(new EmulatorFault { Operation = "ListVms", Nth = [2, 5] });

        Assert.Equal([200, 503, 200, 200, 503, 200, 200], await Statuses(7));
    }

    [Fact]
    public async Task Every_nth_request_is_struck_until_the_fault_is_used_up()
    {
        Emulator.SetFault(new EmulatorFault { Operation = "ListVms", Every = 3, Count = 2 });

        Assert.Equal([200, 200, 503, 200, 200, 503, 200, 200, 200], await Statuses(9));
    }

    [Fact]
    public async Task Only_requests_of_the_operation_are_counted_and_those_that_another_fault_struck_too()
    {
        Emulator.SetFault(new EmulatorFault { Operation = "ListVms", StatusCode = 500, Nth = [1] });
        Emulator.SetFault(new EmulatorFault { Operation = "*", Kind = EmulatorFaultKind.Throttle, Nth = [3] });
        await Client.Get("ssh_keys");

        Assert.Equal([500, 429, 200], await Statuses(3));
        Assert.Equal([(3, 1), (4, 1)], Emulator.Faults.Select(fault => (fault.Seen, fault.Struck)));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, 0)]
    [InlineData(1, 2)]
    public void A_turn_that_cannot_come_is_refused(int nth, int? every) =>
        Assert.Throws<ArgumentException>(() => Emulator.SetFault(new EmulatorFault { Nth = [nth], Every = every }));

    private async Task<IReadOnlyList<int>> Statuses(int requests)
    {
        var statuses = new List<int>();
        for (var i = 0; i < requests; i++)
        {
            statuses.Add((await Client.Get("vms/v3")).Status);
        }
        return statuses;
    }
}
