using FluenceVm.Tests.Support;

namespace FluenceVm.Emulator.Tests.Hosting;

public sealed class ClockTests
{
    [Theory]
    [InlineData(1, 10)]
    [InlineData(3600, 36_000)]
    [InlineData(0, 0)]
    [InlineData(0.5, 5)]
    public void The_clock_runs_at_its_rate_and_steps(double rate, double seconds)
    {
        var time = new ManualTime();
        using var emulator = new VmEmulator(new VmEmulatorOptions { TimeProvider = time, ClockRate = rate });
        var start = emulator.Now;

        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.FromSeconds(seconds), emulator.Now - start);
        emulator.Step(TimeSpan.FromDays(30));
        Assert.Equal(TimeSpan.FromSeconds(seconds) + TimeSpan.FromDays(30), emulator.Now - start);
    }

    [Fact]
    public void The_clock_does_not_follow_the_machine_back()
    {
        var time = new ManualTime();
        using var emulator = new VmEmulator(new VmEmulatorOptions { TimeProvider = time });
        time.Advance(TimeSpan.FromMinutes(5));
        var before = emulator.Now;

        time.Advance(TimeSpan.FromMinutes(-3));
        Assert.Equal(before, emulator.Now);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(before + TimeSpan.FromMinutes(1), emulator.Now);
    }

    [Fact]
    public void A_step_back_or_past_the_end_of_time_is_refused()
    {
        using var emulator = new VmEmulator();

        Assert.Throws<ArgumentOutOfRangeException>(() => emulator.Step(TimeSpan.FromTicks(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => emulator.Step(TimeSpan.MaxValue));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_rate_that_is_none_is_refused(double rate) =>
        Assert.Throws<ArgumentException>(() => new VmEmulator(new VmEmulatorOptions { ClockRate = rate }));
}
