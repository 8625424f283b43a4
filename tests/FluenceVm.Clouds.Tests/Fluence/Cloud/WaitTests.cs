using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Waiting;
using FluenceVm.Emulator;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Tests.Fluence.Cloud;

/// <summary>Waiting for VMs, whatever the service does meanwhile.</summary>
public class WaitTests
{
    private static async Task<StateOutcome> WaitAsync(EmulatedCloud cloud, string id, string state)
    {
        var outcomes = new List<StateOutcome>();
        await new VmWaiter(cloud.Client, cloud.Time).WaitAsync(
            [id],
            state,
            TimeSpan.FromMinutes(10),
            TimeSpan.FromSeconds(1),
            _ => { },
            outcomes.Add,
            CancellationToken.None);
        return Assert.Single(outcomes);
    }

    [Theory]
    [InlineData("launched")]
    [InlineData("Active")]
    public async Task A_vm_is_waited_for_until_it_runs(string state)
    {
        using var cloud = new EmulatedCloud();
        var id = (await cloud.PlaceAsync(EmulatedCloud.Order()))[0];

        Assert.Null((await WaitAsync(cloud, id, state)).Error);

        Assert.True(Assert.Single(await cloud.VmsAsync()).IsRunning);
    }

    [Fact]
    public async Task A_vm_that_failed_is_an_error_with_the_services_code_and_message()
    {
        using var cloud = new EmulatedCloud();
        var fault = new EmulatorFault { Operation = "Provision", Kind = EmulatorFaultKind.FailsLater, Count = 1 };
        cloud.Emulator.SetFault(fault);
        var id = (await cloud.PlaceAsync(EmulatedCloud.Order()))[0];

        var error = Assert.IsType<WaitFailedException>((await WaitAsync(cloud, id, "launched")).Error);

        Assert.Contains("failed (deadlineExceeded: The VM was not ready in time)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bursts_of_5xx_are_waited_through()
    {
        using var cloud = new EmulatedCloud();
        var id = (await cloud.PlaceAsync(EmulatedCloud.Order()))[0];
        var burst = new EmulatorFault { Operation = "ListVms", StatusCode = 503, Body = EmulatorFaultBody.Html, Count = 12 };
        cloud.Emulator.SetFault(burst);

        Assert.Null((await WaitAsync(cloud, id, "launched")).Error);

        Assert.Equal(12, burst.Struck);
    }

    [Fact]
    public async Task A_vm_that_is_not_listed_yet_is_not_gone()
    {
        using var cloud = new EmulatedCloud();
        var lag = new EmulatorFault { Operation = "ListVms", Kind = EmulatorFaultKind.Lag, Lag = TimeSpan.FromSeconds(20) };
        cloud.Emulator.SetFault(lag);
        var id = (await cloud.PlaceAsync(EmulatedCloud.Order()))[0];

        Assert.Null((await WaitAsync(cloud, id, "launched")).Error);
    }

    [Fact]
    public async Task The_end_of_a_vm_can_be_waited_for()
    {
        using var cloud = new EmulatedCloud();
        var id = (await cloud.PlaceAsync(EmulatedCloud.Order()))[0];
        await cloud.RemoveAsync([id], keepStorage: true);

        Assert.Null((await WaitAsync(cloud, id, "terminated")).Error);
    }
}
