using FluenceVm.Emulator;
using FluenceVm.Model;
using FsCheck;
using FsCheck.Fluent;

namespace FluenceVm.Clouds.Tests.Fluence.Cloud;

/// <summary>What runs up from now on, and whether it comes true.</summary>
public class RunningCostTests
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Everything_counts_attached_or_not_and_a_draft_is_free()
    {
        using var cloud = new EmulatedCloud(balance: 100m);
        await cloud.PlaceAsync(EmulatedCloud.Order("web", 2, "443/tcp"));
        await MakeDiskAsync(cloud, "lonely", 40);
        var order = EmulatedCloud.Order("draft") with { Provision = false };
        await cloud.PlaceAsync(order, "key-2");

        var cost = await MeasureAsync(cloud);

        Assert.Equal(["PUBLIC_IP", "STORAGE", "VM"], cost.Items.Select(item => item.Type).Distinct().Order());
        Assert.All(cost.Items.Where(item => item.Status == "draft"), item => Assert.Equal(0m, item.PricePerHour));
        Assert.Contains(cost.Items, item => item is { Status: "draft", Type: "VM" });
        Assert.Equal(40 * 0.000072m, cost.Items.Single(item => item.Name == "lonely").PricePerHour);
        Assert.Equal((24 * cost.PerHour, 720 * cost.PerHour, 0), (cost.PerDay, cost.Per30Days, cost.Unpriced));
        Assert.Equal(await SpentInAnHourAsync(cloud), cost.PerHour);
    }

    [Fact]
    public Task What_an_hour_costs_is_what_the_next_hour_takes() => Task.Run(() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>().Filter(bytes => bytes.Length is > 0 and < 12), Holds)
        .Check(Config.QuickThrowOnFailure.WithMaxTest(25)));

    [Fact]
    public async Task The_forecast_comes_true()
    {
        using var cloud = new EmulatedCloud(balance: 10m);
        await cloud.PlaceAsync(EmulatedCloud.Order("web", 2, "443/tcp"));
        await MakeDiskAsync(cloud, "lonely", 400);
        var cost = await MeasureAsync(cloud);
        Assert.Equal([["VM", "PUBLIC_IP"], ["STORAGE"]], cost.DebtSteps.Select(step => step.Removes));

        cloud.Time.Advance(cost.RunsOutAt!.Value - cloud.Emulator.Now - Tolerance);
        Assert.Equal(0m, (await BalanceAsync(cloud)).Overage);
        cloud.Time.Advance(Tolerance + Tolerance);
        Assert.NotEqual(0m, (await BalanceAsync(cloud)).Overage);

        await RemovesAsync(cloud, cost.DebtSteps[0]);
        await RemovesAsync(cloud, cost.DebtSteps[1]);
        Assert.Equal(0m, (await MeasureAsync(cloud)).PerHour);
    }

    [Fact]
    public async Task A_small_debt_is_one_of_days_and_that_is_a_guess()
    {
        using var cloud = new EmulatedCloud(balance: 1m);
        await cloud.PlaceAsync(EmulatedCloud.Order());

        var cost = await MeasureAsync(cloud);

        Assert.All(cost.DebtSteps, step => Assert.Equal(DateBasis.Guessed, step.Basis));
        Assert.Equal(cost.RunsOutAt + TimeSpan.FromDays(3), cost.DebtSteps[0].At);
        Assert.Equal(cost.RunsOutAt + TimeSpan.FromDays(13), cost.DebtSteps[1].At);
        await RemovesAsync(cloud, cost.DebtSteps[0]);
        await RemovesAsync(cloud, cost.DebtSteps[1]);
    }

    [Fact]
    public async Task A_large_debt_is_one_of_money_and_that_is_documented()
    {
        using var cloud = new EmulatedCloud(balance: 400m);
        cloud.Emulator.SetCapacity(100);
        await cloud.PlaceAsync(EmulatedCloud.Order("web", 20, "443/tcp"));
        await MakeDiskAsync(cloud, "huge", 9_000);

        var cost = await MeasureAsync(cloud);

        Assert.All(cost.DebtSteps, step => Assert.Equal(DateBasis.Documented, step.Basis));
        await RemovesAsync(cloud, cost.DebtSteps[0]);
        await RemovesAsync(cloud, cost.DebtSteps[1]);
    }

    [Fact]
    public async Task In_debt_the_dates_stay_what_they_were_while_nothing_changes()
    {
        using var cloud = new EmulatedCloud(balance: 2m);
        await cloud.PlaceAsync(EmulatedCloud.Order());
        var before = await MeasureAsync(cloud);
        cloud.Time.Advance(before.RunsOutAt!.Value - cloud.Emulator.Now + TimeSpan.FromDays(1));

        var after = await MeasureAsync(cloud);

        Assert.True(after.Balance < 0);
        Assert.Equal(before.RunsOutAt.Value, after.RunsOutAt!.Value, Tolerance);
        Assert.Equal(before.DebtSteps[0].At, after.DebtSteps[0].At, Tolerance);
        Assert.Equal(before.DebtSteps[1].At, after.DebtSteps[1].At, Tolerance);
    }

    [Fact]
    public async Task What_costs_nothing_never_runs_out()
    {
        using var cloud = new EmulatedCloud(balance: 5m);

        var cost = await MeasureAsync(cloud);

        Assert.Equal((0m, 5m, null), (cost.PerHour, cost.Balance, cost.RunsOutAt));
        Assert.Empty(cost.DebtSteps);
    }

    [Theory]
    [InlineData("v3/account/balances", 403)]
    [InlineData("v3/prices/vm", 403)]
    [InlineData("v3/prices/vm", 500)]
    public async Task What_the_key_may_not_read_stays_unknown_and_is_told(string path, int status)
    {
        using var cloud = new EmulatedCloud();
        await cloud.PlaceAsync(EmulatedCloud.Order());
        cloud.Instead = request => request == $"GET {path}" ? CloudReply.Error(status, "forbidden", "no") : null;

        var cost = await MeasureAsync(cloud);

        Assert.Contains(cloud.Warnings, warning => warning.StartsWith("Part of the cost isn't known", StringComparison.Ordinal));
        if (path.Contains("prices", StringComparison.Ordinal))
        {
            Assert.Equal((2, 0m), (cost.Unpriced, cost.PerHour));
        }
        else
        {
            Assert.Null(cost.Balance);
            Assert.Null(cost.RunsOutAt);
        }
    }

    [Fact]
    public async Task Of_several_balances_none_is_taken_for_the_one_that_pays()
    {
        using var cloud = new EmulatedCloud();
        await cloud.PlaceAsync(EmulatedCloud.Order());
        cloud.Instead = request => request == "GET v3/account/balances"
            ? CloudReply.Ok("""
                {"items":[{"balance":"1","usage":"0","overage":"0","totalDepositedAmount":"1","featureKey":"compute"},
                {"balance":"2","usage":"0","overage":"0","totalDepositedAmount":"2","featureKey":"gpu"}]}
                """)
            : null;

        Assert.Null((await MeasureAsync(cloud)).RunsOutAt);
        Assert.Contains("1 USD (compute), 2 USD (gpu)", Assert.Single(cloud.Warnings), StringComparison.Ordinal);
    }

    private static void Holds(byte[] story)
    {
        using var cloud = new EmulatedCloud(balance: 10_000m);
        cloud.Emulator.SetCapacity(100);
        for (var chapter = 0; chapter < story.Length; chapter++)
        {
            Task.Run(() => LiveAsync(cloud, story[chapter], chapter)).GetAwaiter().GetResult();
        }
        cloud.Time.Advance(TimeSpan.FromMinutes(1));
        var (cost, spent) = Task.Run(async () => (await MeasureAsync(cloud), await SpentInAnHourAsync(cloud))).GetAwaiter().GetResult();
        Assert.Equal(spent, cost.PerHour);
    }

    // A byte says what is done to the account next.
    private static async Task LiveAsync(EmulatedCloud cloud, byte what, int chapter)
    {
        if (what % 4 == 0)
        {
            await cloud.PlaceAsync(EmulatedCloud.Order($"web-{chapter}", 1, what % 8 == 0 ? ["443/tcp"] : []), $"key-{chapter}");
        }
        else if (what % 4 == 1)
        {
            await MakeDiskAsync(cloud, $"disk-{chapter}", 1 + what);
        }
        else if (what % 4 == 2 && await cloud.VmsAsync() is [var first, ..])
        {
            await cloud.RemoveAsync([first.Id], keepStorage: what % 8 == 2, keepPublicIp: what % 16 > 8);
        }
        cloud.Time.Advance(TimeSpan.FromMinutes(what));
    }

    private static async Task RemovesAsync(EmulatedCloud cloud, DebtStep step)
    {
        cloud.Time.Advance(step.At - cloud.Emulator.Now - Tolerance);
        Assert.NotEqual(0m, PerHour(await MeasureAsync(cloud), step));
        cloud.Time.Advance(Tolerance + Tolerance);
        Assert.Equal(0m, PerHour(await MeasureAsync(cloud), step));
    }

    private static decimal PerHour(RunningCost cost, DebtStep step) =>
        cost.Items.Where(item => step.Removes.Contains(item.Type)).Sum(item => item.PricePerHour!.Value);

    private static Task<string> MakeDiskAsync(EmulatedCloud cloud, string name, int sizeGB) => cloud.MakeAsync(
        "v3/storages",
        $$"""
        {"clusterId":"{{cloud.ReadAsync("v3/clusters", "id").GetAwaiter().GetResult()}}","name":"{{name}}","storageType":"NVME",
        "volumeGb":{{sizeGB}},"replicated":false}
        """);

    private static Task<RunningCost> MeasureAsync(EmulatedCloud cloud) => cloud.Client.Costs.MeasureAsync(CancellationToken.None);

    private static async Task<decimal> SpentInAnHourAsync(EmulatedCloud cloud)
    {
        var before = (await BalanceAsync(cloud)).Amount;
        cloud.Time.Advance(TimeSpan.FromHours(1));
        return before - (await BalanceAsync(cloud)).Amount;
    }

    private static async Task<Balance> BalanceAsync(EmulatedCloud cloud) =>
        (await cloud.Client.ListBalancesAsync(CancellationToken.None)).Single();
}
