using FluenceVm.Emulator.Tests.Support;

namespace FluenceVm.Emulator.Tests.Faults;

public sealed class FaultTests() : EmulatorTest(withFleet: false)
{
    [Fact]
    public async Task Drop_before_loses_the_connection_and_changes_nothing()
    {
        Emulator.SetFault(new EmulatorFault { Operation = "CreateVm", Kind = EmulatorFaultKind.DropBefore, Count = 1 });

        await AssertLost(() => Client.Order());

        Assert.Empty(await Client.Vms());
        Assert.Single(await Client.Order());
    }

    [Fact]
    public async Task Drop_after_makes_the_change_and_loses_the_answer()
    {
        Emulator.SetFault(new EmulatorFault { Operation = "CreateVm", Kind = EmulatorFaultKind.DropAfter, Count = 1 });

        await AssertLost(() => Client.Order());

        Assert.Single(await Client.Vms());
        Assert.Null(Emulator.Requests[0].Status);
    }

    [Fact]
    public async Task A_status_and_a_throttle_answer_instead_of_the_service()
    {
        Emulator.SetFault(new EmulatorFault { Operation = "createvm", Kind = EmulatorFaultKind.Status, StatusCode = 502, Count = 1 });
        Emulator.SetFault(new EmulatorFault { Kind = EmulatorFaultKind.Throttle, RetryAfter = TimeSpan.FromSeconds(7), Count = 1 });

        var failed = await Client.Post("vms/v3", EmulatorClient.OrderBody());
        var throttled = await Client.Get("vms/v3");

        Assert.Equal((502, "A planted fault answered instead of the service."), (failed.Status, failed.Error));
        Assert.Equal((429, TimeSpan.FromSeconds(7)), (throttled.Status, throttled.RetryAfter));
        Assert.Empty(await Client.Vms());
    }

    [Fact]
    public async Task Garbage_is_first_half_an_answer_and_then_no_JSON_at_all()
    {
        Emulator.SetFault(new EmulatorFault { Operation = "ListCatalog", Kind = EmulatorFaultKind.Garbage, Count = 2 });

        var half = await Client.Get("marketplace/countries");
        var html = await Client.Get("marketplace/countries");
        var whole = await Client.Get("marketplace/countries");

        Assert.StartsWith(half.Text, whole.Text, StringComparison.Ordinal);
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => half.Json);
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => html.Json);
        Assert.NotEmpty(whole.Json.AsArray());
    }

    [Fact]
    public async Task A_delayed_request_can_be_cancelled_and_then_changes_nothing()
    {
        Emulator.SetFault(
            new EmulatorFault { Operation = "CreateVm", Kind = EmulatorFaultKind.Delay, Delay = TimeSpan.FromHours(1), Count = 1 });
        using var impatient = new CancellationTokenSource();
        var order = Client.Send(HttpMethod.Post, "vms/v3", EmulatorClient.OrderBody(), impatient.Token);
        Assert.False(order.IsCompleted);

        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => order);
        Assert.Empty(await Client.Vms());
    }

    [Fact]
    public async Task The_same_seed_strikes_the_same_requests()
    {
        var first = await Strikes(seed: 5);
        var second = await Strikes(seed: 5);
        var other = await Strikes(seed: 6);

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
        Assert.InRange(first.Count(struck => struck), 10, 50);
    }

    [Fact]
    public async Task Faults_are_listed_counted_replaced_and_cleared()
    {
        Emulator.SetFault(new EmulatorFault { Operation = "ListVms", Kind = EmulatorFaultKind.Status });
        Emulator.SetFault(new EmulatorFault { Operation = "ListVms", Kind = EmulatorFaultKind.Status, StatusCode = 500 });
        Emulator.SetFault(new EmulatorFault { Operation = "SshKeys", Kind = EmulatorFaultKind.DropBefore });
        await Client.Get("vms/v3");

        Assert.Equal([(500, 1), (503, 0)], Emulator.Faults.Select(fault => (fault.StatusCode, fault.Struck)));
        Emulator.ClearFaults("ListVms");
        Assert.Equal("SshKeys", Assert.Single(Emulator.Faults).Operation);
        Emulator.ClearFaults();
        Assert.Empty(Emulator.Faults);
        Assert.Equal(200, (await Client.Get("vms/v3")).Status);
    }

    [Fact]
    public void A_fault_of_no_operation_or_with_numbers_out_of_range_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Emulator.SetFault(new EmulatorFault { Probability = 1.1 }));
        Assert.Throws<ArgumentException>(() => Emulator.SetFault(new EmulatorFault { Probability = double.NaN }));
        Assert.Throws<ArgumentException>(() => Emulator.SetFault(new EmulatorFault { Operation = "OrderVm" }));
        Assert.Throws<ArgumentException>(() => Emulator.SetFault(new EmulatorFault { Count = 0 }));
        Assert.Throws<ArgumentException>(() => Emulator.SetFault(new EmulatorFault { StatusCode = 200 }));
        Assert.Throws<ArgumentException>(() => Emulator.SetFault(new EmulatorFault { Delay = TimeSpan.FromSeconds(-1) }));
        Assert.Empty(Emulator.Faults);
    }

    private static async Task AssertLost(Func<Task> request)
    {
        var error = await Assert.ThrowsAsync<HttpRequestException>(request);
        Assert.IsAssignableFrom<IOException>(error.InnerException);
    }

    private async Task<IReadOnlyList<bool>> Strikes(int seed)
    {
        Emulator.SetFault(new EmulatorFault { Operation = "ListVms", Kind = EmulatorFaultKind.Status, Probability = 0.3, Seed = seed });
        var strikes = new List<bool>();
        for (var i = 0; i < 100; i++)
        {
            strikes.Add((await Client.Get("vms/v3")).Status == 503);
        }
        return strikes;
    }
}
